# Lo que encaja: viajes para un paquete y paquetes para un viaje, buscados por uno mismo.

fit-trips-open = 🧭 Viajes que encajan
fit-parcels-open = 📦 Paquetes que encajan
fit-trips = 🧭 <b>Viajes que encajan</b> · { $from } → { $to } · { $price }
fit-parcels = 📦 <b>Paquetes que encajan</b> · { $from } → { $to }
fit-trips-some =
    { "" }
    { $count ->
        [one] Encaja un viaje. Pulsa su número para ver más e invitar.
       *[other] Encajan { $count } viajes, primero el mejor. Pulsa un número para ver más e invitar.
    }
fit-parcels-some =
    { "" }
    { $count ->
        [one] Encaja un paquete. Pulsa su número para ver más y ofrecerte.
       *[other] Encajan { $count } paquetes, primero el mejor. Pulsa un número para ver más y ofrecerte.
    }
fit-trips-none =
    { "" }
    🔭 Ahora mismo no encaja ningún viaje. Sigo buscando y preguntaré al primer Carrier que encaje. Con un plazo más largo aparecen más.
fit-parcels-none =
    { "" }
    🔭 Ahora mismo no encaja ningún paquete. Sigo buscando y te escribo con el primero. Con un desvío mayor o más tipos de cosas aparecen más.
fit-list =
    { "" }
    { $list }
fit-trip-line =
    { $number }. { $mode ->
        [flight] ✈️
        [train] 🚆
        [bus] 🚌
        [car] 🚗
       *[ferry] ⛴
    } { $departs } → { $arrives }
fit-route = 🧭 { $from } → { $to }
fit-parcel-line = { $number }. 📦 { $kind } · { $weight } · { $price }
fit-parcel-route = 🧭 { $from } → { $to } · antes del { $deadline }
fit-off-ends = 📍 a { $least }–{ $most } de los extremos
fit-price-fair = 💶 precio justo
fit-price-modest = 💶 precio algo bajo
fit-price-low = 💶 precio bajo
fit-price-open = 💶 precio a convenir
fit-record = 👤 { $level }
fit-why = 💡 { $why }
fit-mark =
    { $state ->
        [mine] 👉 espera tu respuesta
        [refused] 🙅 ha dicho que no
       *[theirs] { $side ->
            [carrier] ⏳ te has ofrecido a llevarlo
           *[requester] { $is_invited ->
                [1] ✉️ lo has invitado
               *[0] ⏳ ya se le ha preguntado
            }
        }
    }
fit-short =
    { $state ->
        [mine] 👉
        [theirs] ⏳
        [refused] 🙅
       *[nothing] { $side ->
            [carrier] 📦
           *[requester] { $mode ->
                [flight] ✈️
                [train] 🚆
                [bus] 🚌
                [car] 🚗
               *[ferry] ⛴
            }
        }
    } { $number }
fit-trip =
    🧭 <b>Un viaje que encaja</b>
    { "" }
fit-parcel =
    📦 <b>Un paquete que encaja</b>
    { "" }
fit-how =
    { "" }
    { $how }
fit-state-nothing =
    { "" }
    { $side ->
        [carrier] Ofrécete a llevarlo: quien envía ve tu viaje y tu historial, y responde.
       *[requester] Invita: el Carrier ve tu paquete y que has elegido este viaje.
    }
fit-state-theirs =
    { "" }
    { $is_invited ->
        [1] ✉️ Invitado.
       *[0] ⏳ Ya se ha preguntado.
    } Hay { $live } sobre la mesa; la respuesta llega antes de { $expires }.
fit-state-mine =
    { "" }
    👉 Hay { $live } sobre la mesa y espera tu respuesta, hasta { $expires }.
fit-state-refused =
    { "" }
    🙅 La respuesta fue no, a esto o a algo parecido. Puede que otra opción encaje mejor.
fit-gone = 🍂 Estos dos ya no encajan: está ocupado, cambiado o lleno. Vuelve y mira los demás.
fit-parcel-closed = 🏁 Este paquete ya no está abierto, así que no se le busca viaje.
fit-trip-closed = 🏁 Este viaje ya no está abierto, así que no se le buscan paquetes.
fit-invite = ✉️ Invitar
fit-ask = 🙋 Lo llevo por { $price }
fit-other-price = ✏️ Otro precio
fit-show-offer = 🤝 Ver la oferta
fit-price-ask =
    ✏️ <b>¿Por cuánto lo llevarías?</b>

    Quien envía promete { $price }. Pulsa un precio o escribe el tuyo, por ejemplo «12» o «12,50».
note-fit-invited = ✉️ <b>Invitado.</b> El Carrier ya tiene la tarjeta; te aviso en cuanto haya respuesta.
note-fit-asked = 🙋 <b>Te ofreces a llevarlo por { $price }.</b> Te aviso en cuanto responda quien envía.
note-fit-yours = 👉 La otra persona se adelantó y espera tu respuesta. Pulsa 🤝 para ver la tarjeta.
