// Crosswire: what only a server can offer: new dossiers and corrections. Pages can be read and searched without it.
"use strict";
