# Papeles: recibos, pruebas de entrega y resúmenes para la aduana. Los que empiezan por paper- están en un PDF.

quest-papers = 📄 Papeles
quest-receipt = 🧾 Recibo
quest-proof = 📄 Acta de la entrega
card-customs = 🛃 Resumen para la aduana
toast-paper-wished = 📄 Llega en un momento.
paper-caption =
    { $kind ->
        [receipt] 🧾 Recibo
        [proof] 📄 Acta de la entrega
       *[customs] 🛃 Resumen para la aduana
    } · { $from } → { $to }

    🔗 <a href="{ $url }">Abrir en el navegador</a>, durante una semana
notice-paper-failed = 😔 No se pudo hacer tu papel, y la culpa es nuestra. Pulsa el botón otra vez más tarde, por favor.
refused-no-paper-yet = 📄 Todavía no hay nada que poner en ese papel.
customs-head =
    🛃 <b>Resumen para la aduana</b>
    { $from } → { $to }, { $departs }
customs-parcel =
    <b>{ $number }. { $from } → { $to }</b> (n.º { $reference })
    { $items }
    ⚖️ { $weight }, 💶 { $value }, { $duty ->
        [requester] 🛃 los aranceles los paga quien envía
        [recipient] 🛃 los aranceles los paga quien recibe
       *[none] 🛃 sin frontera
    }
customs-more = … el resto está en el documento.
customs-tail =
    <b>Todo junto</b>
    { $totals }

    Así lo declaran quienes envían. El documento llega en un momento.
paper-title =
    { $title ->
        [receipt] Recibo
        [earnings] Ingresos
        [proof] Prueba de entrega
        [record] Acta de la recogida
       *[customs] Resumen para la aduana
    }
paper-quest = CargoQuest n.º { $reference } · { $from } – { $to }
paper-trip = { $from } – { $to }, { $departs }
paper-parcel = { $number }. Paquete { $reference }: { $from } – { $to }
paper-value = { $value }
paper-moment = { $at } ({ $zone })
paper-label =
    { $label ->
        [agreed] Acordado el
        [paid-at] Pagado el
        [picked-up] Recogido
        [handed-over] Entregado
        [looked-carrier] Abierto y comparado, Carrier
        [looked-requester] Abierto y comparado, remitente
        [proved-by] Probado por
        [price] Para el Carrier
        [fee] Comisión de la plataforma
        [total] Pagado en total
        [back] Devuelto
        [kept] Tuyo
        [payout] Pago
        [kind] Tipo
        [weight] Peso
        [value] Valor declarado
        [duty] Aranceles
        [declared] Declarado por quien envía el
        [parcels] Paquetes
       *[pieces] Piezas
    }
paper-column =
    { $column ->
        [thing] Cosa
        [pieces] Piezas
       *[each] Valor de una
    }
paper-money = Dinero
paper-contents = Contenido
paper-photos = Fotos
paper-totals = Todo junto
paper-photo =
    { $kind ->
        [pickup] Recogida
       *[dropoff] Entrega
    }, { $at } (palabra del día: { $word })
paper-proved-by =
    { $is_photo ->
        [1] una foto y la palabra del Carrier
       *[0] el código que tenía quien recibe
    }
paper-sent =
    { $is_sent ->
        [1] enviado a la cuenta en Stripe
       *[0] en camino, o a la espera de la cuenta
    }
paper-duty =
    { $duty ->
        [requester] los paga quien envía
        [recipient] los paga quien recibe
       *[none] no se cruza ninguna frontera
    }
paper-note-receipt = Pagado a través de Stripe y retenido hasta la entrega. Este recibo no es una factura fiscal. No nombra a nadie: la plataforma conoce a ambas partes.
paper-note-earnings = Lo que la plataforma ha enviado, o enviará, a la cuenta en Stripe. No nombra a nadie: la plataforma conoce a ambas partes.
paper-note-proof = Ambas partes han abierto el paquete juntas y han dicho que contiene lo que está en la lista. Las fotos se han dibujado de nuevo, así que no cuentan más de lo que muestran. El acta no nombra a nadie: la plataforma conoce a ambas partes.
paper-note-customs = Contenido y valores son declaraciones de quienes envían. Cada uno ha confirmado que no hay nada prohibido dentro, y el Carrier puede abrir todos los paquetes.
