# Pruebas: fotos de lo que cambia de manos.

quest-photos =
    📷 { $dropoff_photos ->
        [0] Fotos de la recogida: { $pickup_photos }
       *[other] { $pickup_photos ->
            [0] Fotos de la entrega: { $dropoff_photos }
           *[other] Fotos: { $pickup_photos } de la recogida, { $dropoff_photos } de la entrega
        }
    }
quest-photo-pickup = 📷 Hacer fotos
quest-photo-dropoff =
    { $dropoff_photos ->
        [0] 📷 ¿Sin código? Haz una foto
       *[other] 📷 Otra foto
    }
quest-show-photos = 🖼 Ver las fotos
quest-vouch = 🤝 Entregado, la foto lo muestra
quest-vouch-sure = 🤝 Sí, lo he entregado
quest-not-yet = ‹ Todavía no
quest-state-delivered-by-photo =
    { $side ->
        [carrier] 📷 Entregado, según tu palabra y tu foto. { $price } se liberan para ti el { $release_at }, salvo que quien envía avise de un problema.
       *[requester] 📷 El Carrier dice que ha entregado el paquete, y esta es su foto. Pregunta a quien lo recibe. Si todo está bien, pulsa el botón; si no, el dinero va al Carrier el { $release_at }, salvo que avises de un problema.
    }
toast-quest-vouch-ask = 🤝 Sin el código, quien envía tiene { $hours } horas para decir si algo va mal. Tu dinero espera ese tiempo. ¿Lo has entregado?
toast-quest-vouched = 🎉 Anotado. Quien envía ya ve tu foto.
photos-ask =
    { $kind ->
        [pickup] 📷 <b>Fotos de la recogida</b>
       *[dropoff] 📷 <b>Una foto de la entrega</b>
    }

    { $from } → { $to }. { $kind ->
        [pickup] Abrid el paquete juntos y envíame fotos de lo que hay dentro y del embalaje. Forman parte del acta que ambos firmáis con vuestros botones.
       *[dropoff] ¿No hay nadie con el código? Fotografía el paquete donde lo entregas y envíame la foto. Quien envía tiene entonces { $hours } horas para responder antes de que cobres; con el código es más rápido.
    }

    Hazla ahora, con tu cámara. Que se vea una nota con la palabra de hoy, <b>{ $word }</b>, y ninguna cara.
photos-sent =
    { $sent ->
        [one] 🖼 Hay { $sent } foto. Envía otra, o pulsa Listo.
       *[other] 🖼 Hay { $sent } fotos. Envía otra, o pulsa Listo.
    }
photos-caption =
    { $kind ->
        [pickup] 📷 Recogida
       *[dropoff] 📷 Entrega
    } · { $count }
note-no-proof = 📷 Aquí solo vale una foto, por favor: ni vídeo, ni sticker, ni como archivo.
notice-photo-refused =
    { $flaw ->
        [seen] 🖼 Esa imagen ya se envió antes, así que no prueba nada. Haz una nueva, por favor.
        [unreadable] 🖼 No puedo leer esa imagen. Haz una nueva, por favor.
       *[gone] 🔌 Tu foto no me ha llegado. Envíala otra vez, por favor.
    }
refused-photo-was-forwarded = 🖼 Una imagen reenviada no prueba nada. Haz una con tu propia cámara, por favor.
refused-photo-seen-before = 🖼 Esa imagen ya se envió antes, así que no prueba nada. Haz una nueva, por favor.
refused-photo-too-large = 🖼 Esa imagen es demasiado grande. Envíala como foto, desde tu cámara.
refused-photos-by-the-carrier = 📷 Las fotos las hace el Carrier, que tiene el paquete.
refused-no-photo-yet = 📷 Tu foto todavía no está aquí. Envía una, o pulsa otra vez en un momento.
