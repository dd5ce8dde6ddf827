"""The tree of errors; every one that a user can meet has a code, an exit code and an HTTP status.

    CrosswireError
    ├── InputError            what was given to read
    │   ├── InputMissing          E101  a path that is not there
    │   └── InputEmpty            E102  nothing readable below the paths
    ├── OutputError           where the dossier shall go
    │   ├── OutputNotOurs         E201  a folder with other people's files in it
    │   └── OutputNotWritable     E202  cannot be written
    ├── DossierError          an existing dossier
    │   ├── DossierMissing        E301  no dossier in this folder
    │   ├── DossierNewer          E302  written by a newer Crosswire
    │   ├── DossierBusy           E303  another build is writing it
    │   ├── DocumentUnknown       E304  no such document in it
    │   └── VerifyFailed          E305  a place or hash no longer holds
    ├── CorrectionError       E401  a correction that cannot be understood
    ├── WatchError            E402  a watch file that cannot be understood
    ├── QueryError            E403  a search that cannot be understood
    ├── FormatUnknown         E501  no exporter of that name
    ├── EmbargoHolds          E502  a text may not be passed on yet
    ├── ModelError            E601  a model is absent or not the one expected
    └── ServeError            what the served side is asked
        ├── ServeRefused          E701  an address that may not be served so
        ├── AccessDenied          E702  a wrong or no token, a foreign host or origin
        ├── PageUnknown           E703  no such page or record
        ├── RequestError          E704  a request that cannot be understood
        └── UploadTooLarge        E705  more than is taken in at once

A message says what was asked, what was found and what to do. A bad text is not an error: it is a
`crosswire.model.Problem` beside the results.
"""

from typing import ClassVar


class CrosswireError(Exception):
    """Something Crosswire was asked to do cannot be done."""

    code: ClassVar[str] = "E000"
    exit_code: ClassVar[int] = 1
    status: ClassVar[int] = 500


class InputError(CrosswireError):
    """What was given to read cannot be read."""

    exit_code = 3
    status = 400


class InputMissing(InputError):
    """A path that was given is not there."""

    code = "E101"
    status = 404


class InputEmpty(InputError):
    """Nothing that can be read lies below the paths given."""

    code = "E102"
    exit_code = 4


class OutputError(CrosswireError):
    """The dossier cannot be written where it was asked for."""

    exit_code = 5
    status = 409


class OutputNotOurs(OutputError):
    """The output folder holds files that Crosswire did not write."""

    code = "E201"


class OutputNotWritable(OutputError):
    """The output folder or file cannot be written."""

    code = "E202"
    exit_code = 6


class DossierError(CrosswireError):
    """An existing dossier cannot be used as asked."""

    exit_code = 7
    status = 404


class DossierMissing(DossierError):
    """There is no dossier in this folder."""

    code = "E301"


class DossierNewer(DossierError):
    """The dossier was written by a newer Crosswire."""

    code = "E302"
    status = 409


class DossierBusy(DossierError):
    """Another build is writing this dossier."""

    code = "E303"
    exit_code = 8
    status = 409


class DocumentUnknown(DossierError):
    """The dossier has no such document."""

    code = "E304"


class VerifyFailed(DossierError):
    """A place or a hash of the dossier no longer holds."""

    code = "E305"
    exit_code = 9
    status = 500


class CorrectionError(CrosswireError):
    """A correction cannot be understood."""

    code = "E401"
    exit_code = 10
    status = 400


class QueryError(CrosswireError):
    """A search cannot be understood."""

    code = "E403"
    exit_code = 14
    status = 400


class WatchError(CrosswireError):
    """A watch file cannot be understood."""

    code = "E402"
    exit_code = 16
    status = 400


class FormatUnknown(CrosswireError):
    """There is no exporter of that name."""

    code = "E501"
    exit_code = 11
    status = 400


class EmbargoHolds(CrosswireError):
    """A capture's embargo has not passed yet."""

    code = "E502"
    exit_code = 13
    status = 451


class ModelError(CrosswireError):
    """A language model is absent or is not the one expected."""

    code = "E601"
    exit_code = 12


class ServeError(CrosswireError):
    """The served side cannot do what it is asked."""

    exit_code = 15
    status = 400


class ServeRefused(ServeError):
    """A dossier may not be served at this address in this way."""

    code = "E701"


class AccessDenied(ServeError):
    """A request has no or a wrong token, or comes from a foreign host or page."""

    code = "E702"
    status = 403


class PageUnknown(ServeError):
    """There is no such page or record."""

    code = "E703"
    status = 404


class RequestError(ServeError):
    """A request cannot be understood."""

    code = "E704"


class UploadTooLarge(ServeError):
    """An upload holds more than is taken in at once."""

    code = "E705"
    status = 413
