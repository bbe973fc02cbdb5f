# Ofertas: sus tarjetas, los botones de debajo y el regateo.

notice-offer =
    { $side ->
        [carrier] 📦 <b>Un paquete para tu viaje</b>
       *[requester] 🧳 <b>Un Carrier para tu paquete</b>
    }
offer-invited = ✉️ Quien envía ha elegido tu viaje.
offer-route = <b>{ $from } → { $to }</b>
offer-trip = 🧭 en el viaje { $trip_from } → { $trip_to }
offer-departs =
    { $mode ->
        [flight] ✈️
        [train] 🚆
        [bus] 🚌
        [car] 🚗
       *[ferry] ⛴
    } { $departs } → { $arrives }
offer-meets = 📍 recogida hacia { $picked_up }, entrega hacia { $handed_over }
offer-deadline = 📅 a más tardar el { $deadline }
offer-items = 🧾 { $items } · valor { $value }
offer-size = ⚖️ { $weight } · { $volume } · { $kind }
offer-duty =
    { $duty ->
        [requester] 🛃 quien envía paga los aranceles
       *[recipient] 🛃 quien recibe paga los aranceles
    }
offer-price-asked =
    { $side ->
        [carrier] 💶 <b>{ $price }</b> para ti, lo prometido
       *[requester] 💶 <b>{ $price }</b>, lo que prometiste
    }
offer-price-other =
    { $side ->
        [carrier] 💶 <b>{ $price }</b> para ti · al principio: { $asked }
       *[requester] 💶 <b>{ $price }</b> · habías prometido { $asked }
    }
offer-detour = ↪️ desvío de { $least }–{ $most }
offer-no-detour = ↪️ sin ningún desvío
offer-record =
    { $side ->
        [carrier] 👤 Quien envía: { $record }
       *[requester] 👤 El Carrier: { $record }
    }
offer-record-new = acaba de llegar
offer-level-great = historial excelente
offer-level-good = buen historial
offer-level-mixed = historial irregular
offer-record-stars = ⭐ { NUMBER($stars, minimumFractionDigits: 1) }
offer-record-done =
    { $done ->
        [one] { $done } hecho
       *[other] { $done } hechos
    }
offer-record-cancelled =
    { $cancelled ->
        [one] { $cancelled } cancelado
       *[other] { $cancelled } cancelados
    }
offer-record-since = aquí desde { $since }
offer-why =
    { $side ->
        [carrier] 💡 Por qué te llega: { $why }
       *[requester] 💡 Por qué encaja: { $why }
    }
offer-why-detour =
    { $side ->
        [carrier] te queda de camino
       *[requester] tu ruta queda de camino
    }
offer-why-time = tiempo de sobra
offer-why-reliability =
    { $side ->
        [carrier] tu buen historial
       *[requester] un Carrier de fiar
    }
offer-why-price = un buen precio
offer-why-capacity =
    { $side ->
        [carrier] aprovecha bien tu espacio
       *[requester] aprovecha bien el espacio
    }

offer-mine =
    { $side ->
        [carrier] ⏳ ¿Te lo llevas? Responde antes de { $expires }.
       *[requester] ⏳ ¿Te parece bien? Responde antes de { $expires }.
    }
offer-waiting = 💬 Hay { $price } sobre la mesa. La respuesta llega antes de { $expires }; te aviso.
offer-state-accepted = 🤝 Acordado en { $price }. Lo siguiente está en la tarjeta del CargoQuest.
offer-state-declined =
    { $awaits ->
        [me] 🙅 Has dicho que no. Puede que otras encajen mejor: /matches
       *[other] 🙅 Esta vez no{ $reason ->
            [price] : el precio
            [detour] : el desvío
            [kind] : el tipo de cosa
            [time] : la hora
           *[other] { "" }
        }. Sigo buscando para ti.
    }
offer-state-withdrawn =
    { $awaits ->
        [me] ↩️ La otra persona la ha retirado. Puede que vengan otras: /matches
       *[other] ↩️ La has retirado.
    }
offer-state-expired =
    { $awaits ->
        [me] ⌛ El plazo para responder ha terminado. Puede que vengan otras: /matches
       *[other] ⌛ No llegó respuesta a tiempo. Sigo buscando para ti.
    }
offer-state-lapsed = 🍂 Ya no está disponible: lo aceptó otra persona o ha cambiado. Sigo buscando para ti.

offer-take =
    { $side ->
        [carrier] ✅ Lo llevo por { $price }
       *[requester] ✅ De acuerdo: { $price }
    }
offer-other-price = 💬 Otro precio
offer-decline = 🙅 No es para mí
offer-never = 🚫 No mostrarme a esta persona
offer-take-back = ↩️ Retirar
offer-look = 🔎 Ver de cerca
offer-preset = { $price }
offer-type-price = ✏️ Escribir un precio
offer-reason-price = 💶 El precio
offer-reason-detour = ↪️ El desvío
offer-reason-kind = 🗂 El tipo de cosa
offer-reason-time = 🕒 La hora
offer-reason-other = 🤷 Otra cosa
offer-decline-sure = 🙅 Sí, no es para mí
offer-never-sure = 🚫 Sí, nunca más

toast-offer-taken = 🤝 ¡Acordado en { $price }!
toast-offer-proposed = 💬 Propones { $price }.
toast-offer-declined = 🙅 Bien. Sigo buscando para ti.
toast-offer-why-not = 🙅 ¿Qué es? Así elijo mejor la próxima vez.
toast-offer-taken-back = ↩️ Retirada.
toast-offer-never-ask = 🚫 No volveréis a ver nada el uno del otro aquí. No se avisa a nadie. ¿Lo hacemos?
toast-offer-never-done = 🚫 Hecho. Puedes deshacerlo: /profile, «Bloqueados».

price-ask =
    ✏️ <b>¿Qué precio propones?</b>

    Sobre la mesa para { $from } → { $to }: { $price }. Escribe el tuyo, por ejemplo «12» o «12,50».
price-cancel = ‹ No, déjalo
note-price-proposed = 💬 Propones { $price }. Te aviso en cuanto haya respuesta.

tab-matches-some =
    🤝 <b>Coincidencias</b>

    { $mine ->
        [0] Nada espera tu respuesta; le toca a la otra persona. Pulsa una para ver su tarjeta.
        [one] Una oferta espera tu respuesta: 👉. Púlsala para ver su tarjeta.
       *[other] { $mine } ofertas esperan tu respuesta: 👉. Pulsa una para ver su tarjeta.
    }
offer-short =
    { $awaits ->
        [me] 👉
       *[other] ⏳
    } { $price } · { $from } → { $to }

notice-offer-reminder =
    { $minutes ->
        [one] ⏰ Una oferta de { $price } espera tu respuesta: queda un minuto.
       *[other] ⏰ Una oferta de { $price } espera tu respuesta: quedan { $minutes } minutos.
    }
notice-offer-digest =
    { $count ->
        [one] 🤝 Te espera otra oferta. Mírala cuando quieras.
       *[other] 🤝 Te esperan { $count } ofertas. Míralas cuando quieras.
    }
notice-show-offer = 🤝 Ver la oferta
notice-show-matches = 🤝 Verlas
