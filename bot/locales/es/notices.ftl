# Lo que se cuenta por iniciativa propia: no responde a ninguna pulsación.

notice-our-fault = 😔 No hemos podido atender algo que enviaste, y es culpa nuestra. Los operadores lo saben. Inténtalo de nuevo o ve a /menu.
notice-operators-quarantine =
    🚨 <b>Se ha apartado una actualización</b>

    Tras { $attempts } intentos: { $error }
    Petición { $request }
notice-operators-undeliverable =
    🚨 <b>No se pudo enviar un mensaje</b>

    { $method }: { $error }
    Petición { $request }
notice-operators-parcel-review =
    🙋 <b>Un paquete espera a una persona</b>

    { $from } → { $to }
    Orden: peercargo review list
notice-trip-departed = 🏁 Tu viaje { $from } → { $to } ha llegado a su hora de salida y está cerrado. ¡Buen viaje!
notice-parcel-expired = ⌛ El plazo de tu paquete { $from } → { $to } ha pasado y está cerrado. Puedes publicarlo de nuevo con otras fechas.
notice-announcement =
    📣 <b>{ $title }</b>

    { $text }
notice-parcel-may-travel = ✅ Una persona ha mirado tu paquete { $from } → { $to }: puede viajar y ya está abierto. { $why }
notice-parcel-refused = 🚫 Una persona ha mirado tu paquete { $from } → { $to }: no puede viajar. { $why }
notice-trip-alert =
    🔔 <b>Alguien viaja { $from } → { $to }</b>

    { $mode ->
        [flight] ✈️
        [train] 🚆
        [bus] 🚌
        [car] 🚗
       *[ferry] ⛴
    } { $departs }

sent-again = ↩️ Enviado otra vez, porque no se sabe si había llegado. Si lo lees dos veces, es un solo mensaje: #{ $reference }
notice-show-trip = 🧳 Ver este viaje
notice-show-parcel = 📦 Ver este paquete
notice-operators-stripe-refuses = 💳 Stripe rechaza <code>{ $key }</code>: { $error }. Lo que se debe se intenta más tarde; míralo en el panel de Stripe.
notice-operators-stripe-unknown = 💳 No se sabe qué fue de <code>{ $key }</code> en Stripe, y es tarde para preguntar de nuevo: { $error }. Míralo en el panel de Stripe.
notice-operators-code-locked = 🔐 Demasiados códigos erróneos en una entrega. Cuando sepas qué pasó: <code>peercargo quest unlock { $id }</code> hace un código nuevo para quien envía.
notice-operators-line =
    🚩 <b>{ $mine } denuncia a { $alias }</b>

    { $reason ->
        [rude] Grosero o amenazante
        [scam] Una estafa, o pagar en otro sitio
        [unsafe] Algo prohibido
       *[other] Otra cosa
    }, dice { $by ->
        [carrier] el Carrier
       *[requester] el Requester
    }. Lee lo que se dijo: <code>peercargo line show { $id }</code>
notice-chargeback-open =
    { $side ->
        [carrier] 🧊 El banco de quien pagó { $from } → { $to } pregunta por el pago de { $total }. Hasta que se aclare, el dinero se queda donde está. No te lleves nada antes; si ya tienes el paquete, guarda lo que demuestre la entrega.
       *[requester] 🧊 Tu banco pregunta por tu pago de { $total } por { $from } → { $to }. Hasta que se aclare, el dinero se queda donde está. Si fue un error, díselo a tu banco.
    }
notice-chargeback-won = ☀️ La pregunta del banco sobre { $total } por { $from } → { $to } está aclarada y todo sigue como antes.
notice-chargeback-lost =
    { $side ->
        [carrier] 🏦 El banco de quien pagó { $from } → { $to } ha retirado dinero definitivamente.{ $has_owes ->
            [1] { " " }De lo que se te envió se retiran { $owes } de tu cuenta de Stripe; hasta entonces no se te envía nada más.
           *[0] { "" }
        } Los operadores están avisados.
       *[requester] 🏦 Tu banco te ha devuelto dinero por { $from } → { $to }, definitivamente. Los operadores están avisados.
    }
notice-operators-chargeback =
    🏦 <b>Un banco reclama { $amount }: { $status }</b>

    <code>{ $id }</code>, { $reason }.{ $has_due ->
        [1] { " " }Responded en el panel de Stripe hasta { $due_by }.
       *[0] { "" }
    }{ $has_ours ->
        [1] { " " }De ello, { $ours } los asume la plataforma.
       *[0] { "" }
    }
notice-operators-chargeback-due = ⏰ El plazo para responder al banco sobre <code>{ $id }</code> termina { $due_by }. Lo que demuestre la entrega va en el panel de Stripe.
notice-operators-stray =
    🧭 <b>{ $kind ->
        [charge] Llegaron { $amount } que nadie había pedido
        [refund] Se reembolsaron { $amount }, y no fuimos nosotros
        [transfer] Se transfirieron { $amount }, y no fuimos nosotros
       *[other] Volvieron { $amount } de una cuenta, y no fuimos nosotros
    }</b>

    <code>{ $id }</code>, pago <code>{ $payment }</code>.{ $is_returned ->
        [1] { " " }Se pagó dos veces y vuelve solo.
       *[0] { " " }Miradlo en el panel de Stripe.
    }{ $is_frozen ->
        [1] { " " }De este pago no se mueve nada más hasta <code>peercargo money thaw { $payment }</code>.
       *[0] { "" }
    }
notice-operators-books =
    { $found ->
        [0] 📒 <b>Los libros cuadran con los de Stripe</b>: { $rows } filas.
       *[other] 📒 <b>Los libros y los de Stripe difieren</b>: { $rows } filas, { $found } hallazgos. <code>peercargo money check</code> los muestra.
    }{ $suspended ->
        [0] { "" }
       *[other] { " " }{ $suspended } movidos en Stripe y no en nuestros libros (ahora en suspenso).
    }{ $missing ->
        [0] { "" }
       *[other] { " " }{ $missing } movidos en nuestros libros y no en Stripe.
    }{ $uneven ->
        [0] { "" }
       *[other] { " " }{ $uneven } sumas que no cuadran.
    }{ $hold ->
        [0] { "" }
       *[other] { " " }{ $hold } retenciones que no son lo pagado.
    }{ $drift ->
        [0] { "" }
       *[other] { " " }{ $drift } cuentas desviadas.
    }{ $short ->
        [0] { "" }
       *[other] { " " }{ $short } monedas con menos en Stripe que lo retenido.
    }{ $old ->
        [0] { "" }
       *[other] { " " }{ $old } pagos retenidos más de 60 días.
    }{ $too_old ->
        [0] { "" }
       *[other] { " " }{ $too_old } pagos retenidos más de 80 días: hay que decidir hoy.
    }{ $owed ->
        [0] { "" }
       *[other] { " " }{ $owed } transportistas que deben desde hace más de una semana.
    }{ $odd ->
        [0] { "" }
       *[other] { " " }{ $odd } sumas sin moneda.
    }
notice-operators-refund-failed = 💳 Un banco ha devuelto un reembolso de { $amount }: <code>{ $id }</code>, pago <code>{ $payment }</code>. Se debe de nuevo; buscad otra vía con quien pagó.
notice-payouts-ready = 🏦 Todo listo: lo que ganes va a tu banco desde ahora.
notice-payouts-not-yet = 🏦 Stripe aún pide algo, o lo está comprobando. Te aviso en cuanto esté; el formulario está en tu /profile.
notice-payouts-link-old = ⌛ Ese botón valía un día. Hay uno nuevo en tu /profile.
notice-payouts-away = 🔌 Stripe no ha respondido. Pulsa otra vez el botón dentro de un minuto.
notice-identity-verified = ✅ Estás verificado: desde ahora puedes tener más anuncios abiertos y enviar cosas de más valor.
notice-identity-again =
    🪪 { $reason ->
        [unreadable] El documento no se leía bien.
        [expired] El documento ha caducado; puede servir otro.
        [face] La cara y el documento no coincidían.
        [left] El formulario se dejó antes del final.
        [not_taken] Allí no aceptan ese tipo de documento; puede servir otro.
       *[other] Stripe no pudo estar seguro.
    } Son cosas que pasan; inténtalo otra vez desde tu /profile cuando quieras.
notice-identity-not-yet = 🪪 Aún no se ha mostrado nada a Stripe. El formulario te espera en tu /profile.
notice-identity-checking = 🪪 Stripe lo está mirando. Te aviso en cuanto esté.
notice-identity-link-old = ⌛ Ese botón valía un día. Hay uno nuevo en tu /profile.
notice-identity-away = 🔌 Stripe no ha respondido. Pulsa otra vez el botón dentro de un minuto.
notice-rating-shown =
    ⭐ <b>Te han dado { $stars } de 5</b>{ $has_tags ->
        [1] : { $tags }
       *[0] .
    }{ $has_text ->
        [1] { " " }<i>«{ $text }»</i>
       *[0] { "" }
    }
