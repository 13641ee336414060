"""Why a copy is not written, not believed or not restored. Whatever is raised here, nothing was changed."""


class CopyRefused(ValueError):
    """The message says in the office's words what is wrong."""


class NotACopy(CopyRefused):
    """The file is cut off, no zip file, or not laid out as a copy."""


class UnsafeName(CopyRefused):
    """A member's name would lead out of the archive."""


class MemberUnknown(CopyRefused):
    """The file holds something its manifest does not name."""


class MemberMissing(CopyRefused):
    """The manifest names a table, an object or a part the file does not hold."""


class MemberChanged(CopyRefused):
    """A member is not what the manifest says."""


class FormatUnknown(CopyRefused):
    """The copy was written in a form this product does not read."""


class SignatureWrong(CopyRefused):
    """The manifest is not what was signed."""


class SignerUnknown(CopyRefused):
    """The copy was signed under an authority we were not told to trust."""


class SecretShut(CopyRefused):
    """The root secret in the copy was sealed for somebody else."""


class ObjectMissing(CopyRefused):
    """A document of the office is not in the store, or is another one there."""


class TableUnreadable(CopyRefused):
    """The office's own role may not read one of its tables."""


class OfficeUnknown(CopyRefused):
    """There is no such office, or no such copy."""


class OtherOffice(CopyRefused):
    """The copy is another office's."""


class OfficeStands(CopyRefused):
    """The region or the key of the copy already has its office here."""


class ParentAbsent(CopyRefused):
    """The office above it does not stand here."""


class LevelUnknown(CopyRefused):
    """The copy's tables were brought further than this product knows."""


class OlderThanPresent(CopyRefused):
    """The office has gone on since the copy was made, and nobody said that this may be lost."""


class OfficeBusy(CopyRefused):
    """The office was still being written to; try again in a moment."""


class NotRestored(CopyRefused):
    """What was loaded is not what the copy says; it was taken back."""


class StoreAway(CopyRefused):
    """The object store does not answer; try again later."""
