/* Drawing the boundary of one area and putting its office on the map. Only on the page that asks for it; without it a file is sent instead. */
(() => {
  'use strict';
  const board = document.querySelector('[data-map-board]');
  const field = document.querySelector('[data-boundary]');
  const seatField = document.querySelector('[data-office]');
  const seatButton = document.querySelector('[data-map-office]');
  if (!board || !field || !window.L) return;
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const own = read('own-boundary');
  const others = read('other-boundaries');
  document.querySelector('[data-map]').hidden = false;

  const map = L.map(board, { attributionControl: Boolean(board.dataset.credit), zoomAnimation: false });
  if (board.dataset.tiles) L.tileLayer(board.dataset.tiles, { attribution: board.dataset.credit, maxZoom: 19 }).addTo(map);
  const around = L.geoJSON(others, { interactive: false, className: 'map-around', pointToLayer: dot }).addTo(map);
  let points = outline(own);
  let shape = null;
  let handles = [];
  let seat = null;

  function dot(_, place) {
    return L.circleMarker(place, { radius: 4, interactive: false, className: 'map-around' });
  }

  /* The outer ring of the first polygon; a boundary of several parts or with holes comes in a file. */
  function outline(collection) {
    const first = collection.features.map((feature) => feature.geometry).find((one) => one.type !== 'Point');
    if (!first) return [];
    const ring = first.type === 'Polygon' ? first.coordinates[0] : first.coordinates[0][0];
    return ring.slice(0, -1).map(([x, y]) => L.latLng(y, x));
  }

  function written() {
    if (points.length < 3) return '';
    const ring = [...points, points[0]].map((point) => [Number(point.lng.toFixed(6)), Number(point.lat.toFixed(6))]);
    return JSON.stringify({ type: 'Polygon', coordinates: [ring] });
  }

  function draw(isChanged) {
    if (shape) shape.remove();
    handles.forEach((handle) => handle.remove());
    shape = L.polygon(points, { className: 'map-own', interactive: false }).addTo(map);
    handles = points.map((point, index) => handle(point, index));
    /* A boundary nobody touched is not sent: drawing keeps only one part of it. */
    if (isChanged) field.value = written();
    const count = document.querySelector('[data-map-count]');
    count.textContent = points.length < 3 ? `${points.length} titik, paling sedikit 3.` : `${points.length} titik.`;
  }

  function handle(point, index) {
    const marker = L.marker(point, { draggable: true, title: `Titik ${index + 1}`, icon: L.divIcon({ className: 'map-handle' }) });
    marker.on('dragend', () => { points[index] = marker.getLatLng(); draw(true); });
    marker.on('click', () => { points.splice(index, 1); draw(true); });
    return marker.addTo(map);
  }

  /* The office: the next tap puts it where the map was tapped, and it can be dragged. */
  function sit(point, isChanged) {
    if (seat) seat.remove();
    seat = L.marker(point, { draggable: true, title: 'Kantor', icon: L.divIcon({ className: 'map-handle map-seat' }) }).addTo(map);
    seat.on('dragend', () => sit(seat.getLatLng(), true));
    const place = [Number(point.lng.toFixed(6)), Number(point.lat.toFixed(6))];
    if (isChanged) seatField.value = JSON.stringify({ type: 'Point', coordinates: place });
  }

  function isSeating() { return seatButton.getAttribute('aria-pressed') === 'true'; }

  seatButton.addEventListener('click', () => seatButton.setAttribute('aria-pressed', String(!isSeating())));
  map.on('click', (event) => {
    if (!isSeating()) { points.push(event.latlng); draw(true); return; }
    seatButton.setAttribute('aria-pressed', 'false');
    sit(event.latlng, true);
  });
  document.querySelector('[data-map-undo]').addEventListener('click', () => { points.pop(); draw(true); });
  document.querySelector('[data-map-clear]').addEventListener('click', () => { points = []; draw(true); });

  const office = own.features.map((feature) => feature.geometry).find((one) => one.type === 'Point');
  if (office) sit(L.latLng(office.coordinates[1], office.coordinates[0]), false);
  const bounds = L.latLngBounds(seat ? [...points, seat.getLatLng()] : points).extend(around.getBounds());
  if (bounds.isValid()) map.fitBounds(bounds.pad(0.2));
  else map.setView([-2.5, 118], 5);
  draw(false);
})();
