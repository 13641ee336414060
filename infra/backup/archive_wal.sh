#!/bin/sh
# archive_command = '/path/to/archive_wal.sh "%p" "%f" /path/to/wal'
# Hands one finished log file to the folder of logs. Done again with the same bytes is well; other bytes are refused, never overwritten.
set -eu
from=$1 name=$2 folder=$3
into=$folder/$name
if [ -e "$into" ]; then
    exec cmp -s -- "$from" "$into"
fi
aside=$folder/.$name.$$
cp -- "$from" "$aside"
sync -- "$aside"
mv -n -- "$aside" "$into"
sync -- "$folder"
# Somebody was quicker: then it must be the same.
[ ! -e "$aside" ] || { rm -f -- "$aside"; exec cmp -s -- "$from" "$into"; }
