# Buscar viajes y paquetes, y avisos de viajes.

search-trips-from =
    🔎 <b>Buscar viajes: ¿desde dónde?</b>

    Pulsa un lugar, escribe una ciudad o aeropuerto, o envía una ubicación con 📎.
search-trips-to = 🔎 <b>Buscar viajes: ¿hasta dónde?</b>
search-parcels-from =
    🔎 <b>Buscar paquetes: ¿desde dónde?</b>

    Pulsa un lugar, escribe una ciudad o aeropuerto, o envía una ubicación con 📎.
search-parcels-to = 🔎 <b>Buscar paquetes: ¿hasta dónde?</b>
search-day =
    📅 <b>¿Alrededor de qué día?</b>

    Verás lo que encaja { $around } días antes y después. Pulsa un día o escríbelo.
search-any-day = 📆 Cualquier día
search-route = 🔎 <b>{ $from } → { $to }</b>
search-around = 📅 hacia el { $day }, { $around } días más o menos
search-some-trips =
    { "" }
    { $count ->
        [one] Un viaje hace esta ruta. Púlsalo para ver más.
       *[other] { $count } viajes hacen esta ruta, primero el más próximo. Pulsa uno para ver más.
    }
search-no-trips =
    { "" }
    Nadie ha publicado aún un viaje así. Pulsa 🔔 y sabrás del primero, o busca otro día.
search-some-parcels =
    { "" }
    { $count ->
        [one] Un paquete hace esta ruta. Púlsalo para ver más.
       *[other] { $count } paquetes hacen esta ruta, primero el más urgente. Pulsa uno para ver más.
    }
search-no-parcels =
    { "" }
    Ahora no espera nada en esta ruta. Publica tu viaje y sabrás del primer paquete que encaje.
search-parcel = 📦 { $kind } · { $reward } · hasta { $deadline }
search-alert = 🔔 Avísame cuando alguien viaje
search-change-day = 📅 Día
search-turn-around = 🔄 Al revés
search-change-from = 🛫 Desde
search-change-to = 🛬 Hasta
find-parcels = 🔎 Buscar paquetes
find-trips = 🔎 Buscar viajes
alerts-open = 🔔 Avisos

alerts-some =
    🔔 <b>Avisos</b>

    Sabrás de cada viaje nuevo en estas rutas. Pulsa una para quitarla.
alerts-none =
    🔔 <b>Avisos</b>

    Todavía ninguno. Di una ruta y sabrás de cada viaje nuevo en ella.
alert-remove = ✖️ { $from } → { $to }
alert-new = ➕ Nuevo aviso
alert-from = 🔔 <b>¿Desde dónde debe viajar alguien?</b>
alert-to = 🔔 <b>¿Y hasta dónde?</b>
note-alert-set = 🔔 Sabrás de cada viaje nuevo { $from } → { $to }.
note-alert-removed = ✖️ El aviso ya no está.
