# Dónde más se llega a un Peer, y qué se envía allí.

privacy-reach = 📮 Si paras el bot
reach-show =
    📮 <b>Si paras el bot</b>

    Quien bloquea este bot, o deja Telegram, no se enteraría de que el dinero se ha movido, de que un paquete cambia de manos, de que alguien reclama ni de lo que responde Soporte. Si das una dirección, se te escribe allí solo eso, y solo mientras el bot esté bloqueado. Ningún otro Peer ve la dirección, no se envía nada más y aquí puedes quitarla.
    { "" }
reach-mail =
    { $is_with_mail ->
        [1] ✉️ <b>{ $mail }</b>
       *[0] ✉️ Sin dirección de correo
    }
reach-phone =
    { $is_with_phone ->
        [1] 📱 <b>{ $phone }</b>, para el día de una entrega
       *[0] 📱 Sin número de móvil para el día de una entrega
    }
reach-name-mail =
    { $is_with_mail ->
        [1] ✉️ Otra dirección
       *[0] ✉️ Dar una dirección
    }
reach-drop-mail = 🗑 Quitarla
reach-name-phone =
    { $is_with_phone ->
        [1] 📱 Otro número
       *[0] 📱 Dar un número
    }
reach-drop-phone = 🗑 Quitarlo
reach-ask-mail =
    ✉️ <b>¿Cuál es tu correo electrónico?</b>

    Escríbelo. Allí llega un código, para ver que es tuyo. Con el código aceptas que lo importante se te escriba allí mientras el bot esté bloqueado.
reach-ask-phone =
    📱 <b>¿Cuál es tu número de móvil?</b>

    Escríbelo con el prefijo de su país, como +34 600 123 456. Allí llega un código, para ver que es tuyo. Con el código aceptas un mensaje corto el día de una entrega, nunca de noche y solo mientras el bot esté bloqueado.
reach-ask-code =
    🔢 <b>¿Qué código te ha llegado?</b>

    { $kind ->
        [email] Va de camino una carta a { $address }. Si no llega, mira en el correo no deseado.
       *[sms] Va de camino un mensaje corto a { $address }.
    } Escribe aquí las seis cifras en { $minutes } minutos.
reach-code-over = ⌛ Ese código ya no vale. Da la dirección otra vez y llegará uno nuevo.
reach-wrong-code =
    { $left ->
        [one] 🔢 Ese no es el código. Queda un intento.
       *[other] 🔢 Ese no es el código. Quedan { $left } intentos.
    }
reach-confirmed = ✅ Es tuya, y se usa desde ahora.
reach-dropped = 🗑 Quitado. Allí no se envía nada más.

notice-address-lost =
    { $kind ->
        [email] ✉️ Nadie recibe cartas en { $address }, así que allí no se envía nada más.
       *[sms] 📱 Nadie recibe mensajes cortos en { $address }, así que allí no se envía nada más.
    } Puedes dar otra: /privacy
notice-address-stopped =
    { $kind ->
        [email] ✉️ No querías más cartas en { $address }, así que allí no se envía nada más.
       *[sms] 📱 No querías más mensajes cortos en { $address }, así que allí no se envía nada más.
    } Puedes darla otra vez: /privacy

letter-why = Has bloqueado Peer-Cargo en Telegram, por eso esto te llega por carta.
letter-has-file = Lleva un archivo, que encuentras en Telegram.
letter-open = Abrir Peer-Cargo en Telegram
letter-foot = Las respuestas a este correo no se leen. Escríbenos en Telegram: { $chat } – esta dirección la diste tú. El botón «Cancelar suscripción» de tu programa de correo acaba con estas cartas, y también /privacy en el chat.
letter-subject-quest = Tu envío { $from } → { $to }
letter-subject-support = Soporte te ha escrito
letter-subject-money = Sobre tu dinero en Peer-Cargo
letter-subject-code = Tu código para Peer-Cargo
letter-code =
    Tu código es <b>{ $code }</b>. Escríbelo en el chat con Peer-Cargo en Telegram en 30 minutos.

    Si no lo has pedido, alguien se ha equivocado al escribir su propia dirección: no tienes que hacer nada y no llegará nada más.
sms-code = Peer-Cargo: tu código es { $code }. Escríbelo en el chat en Telegram.
sms-today =
    { $state ->
        [funded] Peer-Cargo: el paquete { $from } → { $to } cambia de manos hoy, y has bloqueado el bot.
       *[other] Peer-Cargo: el paquete { $from } → { $to } se entrega hoy, y has bloqueado el bot.
    } Detalles en Telegram: { $chat }
