# El menú principal, sus pestañas y los botones que comparten muchas pantallas.

menu-main =
    🧭 <b>Peer-Cargo</b>

    ¿Qué quieres hacer, { $name }?

    <b>DropParcels</b> – lo que envías
    <b>GlidePaths</b> – los viajes que haces
    <b>Coincidencias</b> – quién encaja con quién
    <b>CargoQuests</b> – entregas en marcha

    👤 /profile   ❔ /help
tab-parcels = 📦 DropParcels
tab-trips = 🧳 GlidePaths
tab-matches = 🤝 Coincidencias
tab-quests = 🚚 CargoQuests

tab-parcels-empty =
    📦 <b>DropParcels</b>

    Aún no hay nada. Un DropParcel es algo que puede llevar una persona que viaja hacia tu destino.

    Publica uno, y quienes viajan hacia allí te encuentran.
tab-trips-empty =
    🧳 <b>GlidePaths</b>

    Aún no hay nada. Un GlidePath es un viaje con espacio libre: avión, tren, autobús, coche o ferry.

    Publica uno, y te encontrarán quienes quieren enviar algo por tu ruta.
tab-matches-empty =
    🤝 <b>Coincidencias</b>

    Ahora mismo no hay nada. Publica un viaje o un paquete, y las ofertas llegan solas. También puedes buscar, o pedir que te avisen cuando alguien viaje.
tab-quests-empty =
    🚚 <b>CargoQuests</b>

    Aún no hay nada. Una oferta aceptada se convierte en un CargoQuest: pagado, llevado, entregado y valorado.

    Mira si te espera alguna oferta.

button-back = ‹ Atrás
button-menu = ☰ Menú principal

note-cancelled = 🛑 Detenido. No se ha cambiado nada.
note-join-first = ✋ Un momento: terminemos primero con esto.
note-not-understood = 🤔 No lo he entendido. Pulsa un botón de abajo o escribe /help.
note-not-text = 🤔 Eso no me sirve aquí. Pulsa un botón de abajo o escribe /help.
note-unknown-command = 🤔 No conozco esa orden. Desde aquí puedes seguir, y en /help hay más.
note-old-button = Ese botón era de una pantalla anterior. Aquí está la actual.
note-stranger = Todavía no nos conocemos. Escribe /start para empezar.
note-no-such-place = 🔎 No encuentro ese lugar. Revisa cómo se escribe o prueba con una ciudad mayor cercana.
note-nothing-near = 🔎 No hay ninguna ciudad cerca de ese punto. Escribe su nombre.
