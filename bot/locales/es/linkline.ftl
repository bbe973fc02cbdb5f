# LinkLine: dos personas hablan a través del bot, con seudónimos.

notice-line =
    { $by ->
        [carrier] 💬 <b>{ $alias }</b>, tu Carrier
       *[requester] 💬 <b>{ $alias }</b>, el Requester
    }
line-route = 📦 { $from } → { $to }
line-here = ✍️ Lo que escribas ahora le llega a { $alias }, que te conoce como { $mine }. También fotos, voz y lugares. Los cambios, las reacciones y las respuestas van con ello; responde con /unsend para retirar un mensaje.
line-left = Has salido de este chat. Lo que escriba { $alias } te sigue llegando.
line-over = ⚪️ Este chat está cerrado.
line-away = ⏸ { $alias } responde más tarde. Lo que escribas le llega igualmente.
line-pace =
    { $pace ->
        [hour] 🕐 { $alias } suele responder en una hora.
        [hours] 🕐 { $alias } suele responder en unas horas.
       *[day] 🕐 { $alias } suele responder en un día.
    }
line-talking = 🔒 Hasta que se pague la entrega se retienen teléfonos, enlaces y nombres en otras aplicaciones. Así ambas partes van seguras.
line-paid = 🔓 Está pagado: podéis contaros lo que queráis. Lo escrito se guarda un tiempo por si hay una disputa.
line-enter = 💬 Escribir a { $alias }
line-leave = 🚪 Salir
line-unsend = ↩️ Retirar lo último
line-mute =
    { $is_muted ->
        [1] 🔔 Con sonido
       *[0] 🔕 Sin sonido
    }
line-pause = ⏸ Respondo más tarde
line-come-back = ▶️ Ya estoy de vuelta
line-more = ⚠️ Denunciar o bloquear
line-reveal = 🤝 Mostrar quiénes somos
line-report = 🚩 Avisar a los operadores
line-block = 🚫 Bloquear
line-block-sure = 🚫 Sí, nunca más
line-report-rude = Grosería o amenaza
line-report-scam = Estafa, o pago por fuera
line-report-unsafe = Algo prohibido
line-report-other = Otra cosa
line-answer = 💬 Responder a { $alias }
line-head = 🪶 { $alias }
line-head-route = { $from } → { $to }
line-head-forwarded = ↪️ reenviado
line-head-corrected = ✏️ corregido
line-number = 📞 { $number }
line-which = 🧭 <b>¿Para quién es esto?</b> Aún no se ha enviado.
line-choice = 🪶 { $alias } · { $from } → { $to }
line-unsend-how = ↩️ Responde a uno de tus mensajes con /unsend y se retira en los dos teléfonos.
line-left-now = 🚪 Has salido del chat. Lo que escribas ahora vuelve a ser para mí.
line-on-none = No estás en ningún chat. Abre uno desde una oferta o una entrega.
line-timer = ⏲ Desde ahora este chat se vacía solo, únicamente en este teléfono. Lo que escribes a otros aquí se guarda un tiempo de todos modos, por si hay un conflicto.
leak-handle = un nombre en otra aplicación
leak-link = un enlace
leak-email = una dirección de correo
leak-phone = un número de teléfono
notice-line-held =
    { $is_rough ->
        [1] ⏸ <b>Aún no se ha enviado.</b> { $is_change ->
            [1] Tu cambio contiene
           *[0] Contiene
        } { $what }. Los contactos pasan cuando la entrega está pagada; hasta entonces se quedan contigo. Puedo enviarlo con ••• en su lugar.
       *[0] 🔓 <b>Ya está pagado.</b> ¿Enviar esto a { $alias } tal como lo escribiste?
    }
notice-line-held-place =
    📍 <b>¿Enviar este lugar a { $alias }?</b> { $is_rough ->
        [1] Hasta que se pague la entrega solo lo muestro de forma aproximada, a unos 300 m.
       *[0] Se muestra con exactitud.
    }
notice-line-held-number = 📞 <b>¿Dar tu número de teléfono a { $alias }?</b>
notice-line-held-code =
    { $is_rough ->
        [1] ⏸ <b>Aún no se ha enviado.</b> En esta imagen hay un código que puede llevar a un contacto. Tápalo, o guarda la imagen hasta que la entrega esté pagada: entonces te pregunto otra vez.
       *[0] 🔓 <b>Ya está pagado.</b> ¿Enviar a { $alias } esta imagen con el código?
    }
notice-line-held-picture = 🖼 <b>¿Enviar esto como foto?</b> Un archivo también dice dónde y con qué se tomó la imagen. Como foto va solo la imagen.
line-send-masked = ✂️ Enviar con •••
line-send-picture = 🖼 Enviar como foto
line-send-surely = ✅ Sí, enviar
line-send-not = ✖️ No enviar
notice-line-undelivered =
    { $fate ->
        [waits] ⏳ { $alias } ha pausado el bot. Esto espera y llegará cuando vuelva.
       *[lost] { $why ->
            [voice] ✗ { $alias } no acepta mensajes de voz ni de vídeo. Escríbelo, por favor.
           *[other] ✗ Esto no ha llegado. Envíalo otra vez, por favor.
        }
    }
notice-line-dropped =
    { $flaw ->
        [over] ✗ Esto no se ha enviado: el chat con { $alias } está cerrado.
        [large] ✗ Esto no se ha enviado: los archivos de más de 20 MB son demasiado grandes para mí.
        [kind] ✗ Esto no se ha enviado: de los archivos paso imágenes (JPEG, PNG, WebP), PDF y MP3, porque puedo quitarles lo que dicen de ti.
        [locked] ✗ Esto no se ha enviado: el PDF pide una contraseña. Envíalo sin ella.
        [broken] ✗ Esto no se ha enviado: no puedo leer este PDF.
       *[gone] ✗ Esto no se ha enviado: Telegram no me ha dado el archivo. Envíalo otra vez, por favor.
    }
notice-line-paused = ⏸ <b>{ $alias } responde más tarde.</b> Puedes escribir igualmente; lo leerá después.
notice-line-back = ▶️ <b>{ $alias } está de vuelta.</b>
notice-line-reveal-asked = 🤝 <b>{ $alias } quiere que sepáis vuestros nombres.</b> Si tú también, pulsa «Mostrar quiénes somos» en vuestro chat. Si no, no hagas nada.
notice-line-revealed = 🤝 <b>{ $alias } es { $name }.</b> Ambos lo habéis aceptado.
notice-line-contact-passed = ☝️ Se ha enviado con un contacto. Fuera de este chat nadie puede ayudar si no os ponéis de acuerdo: paga y entrega solo aquí.
notice-line-shown-self =
    { $kind ->
        [voice] 🎙 Enviado. Una voz dice quién eres; escribe si prefieres no darte a conocer.
       *[other] 🎥 Enviado. Una cara dice quién eres; escribe si prefieres no darte a conocer.
    }
toast-line-left = Has salido de este chat
toast-line-muted = 🔕 Los mensajes llegan sin sonido
toast-line-loud = 🔔 Los mensajes llegan con sonido
toast-line-paused = ⏸ La otra parte sabe que respondes más tarde
toast-line-back = ▶️ La otra parte sabe que estás de vuelta
toast-line-revealed = 🤝 Ahora los dos sabéis vuestros nombres
toast-line-reveal-asked = 🤝 Preguntado. Sabréis los nombres cuando la otra parte acepte.
toast-line-reported = 🚩 Gracias. Una persona lo mirará.
toast-line-blocked = 🚫 Bloqueado. No volveréis a saber el uno del otro.
toast-line-unsent = ↩️ Retirado
toast-line-sent = ✅ Enviado
toast-line-looking = 🔍 Se envía en cuanto haya revisado la imagen
toast-line-gone = No se ha enviado
offer-ask = 💬 Hacer una pregunta
quest-chat = 💬 Hablar
command-chats = Tus chats
command-leave = Salir del chat
command-unsend = Retirar un mensaje
chats-some =
    💬 <b>Tus chats</b>
    
    Pulsa uno para escribir en él.
chats-none =
    💬 <b>Tus chats</b>
    
    Todavía no hay ninguno. Un chat se abre desde una oferta o una entrega: pulsa «Hacer una pregunta» o «Hablar» en su tarjeta.
