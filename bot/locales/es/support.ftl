# Soporte: la conversación con una persona, y la mesa donde se contesta.

support-topic = 🎧 Soporte
support-choice = 🎧 Soporte
support-head = 🎧 Soporte
support-answer = ✍️ Contestar a Soporte
support-here =
    🎧 <b>Estás con Soporte.</b> { $number ->
        [0] Escribe qué pasó, con tus palabras. También valen fotos y archivos; de qué entrega se trata lo encuentro yo.
       *[other] Sigue en tu conversación n.º { $number }.
    }

    { $is_open ->
        [1] Ahora hay alguien.
       *[0] Vuelve a haber alguien { $opens_at }. Escribe igualmente: les espera.
    } /leave la termina.
support-leave = 🚪 Salir de Soporte
support-left = 🚪 Has salido de Soporte. Lo que contesten te sigue llegando.
support-kept =
    ✅ <b>Guardado como n.º { $number }.</b>{ $has_quest ->
        [1] { " " }He puesto tu entrega con ello.
       *[0] { "" }
    } Una persona te contesta aquí antes del { $answer_by }, casi siempre antes. Escribe más cuando quieras.
support-stars = { $stars } ⭐
support-rated = ⭐ Has dado { $stars } de 5. Gracias. Si vuelve a pasar, escribe otra vez a Soporte: /help
notice-ticket-solved =
    { $is_silent ->
        [1] ☀️ <b>¿Está resuelto?</b> No sabemos nada de ti sobre el n.º { $number }
       *[0] ☀️ <b>Resuelto, creemos:</b> n.º { $number }
    }{ $has_subject ->
        [1] { " " }· { $subject }
       *[0] { "" }
    }.

    Si no lo está, contesta aquí en { $days } días y sigue. ¿Cómo fue?
notice-ticket-file-refused =
    { $flaw ->
        [large] ✗ Tu archivo no llegó a Soporte: pasa de 20 MB.
        [kind] ✗ Tu archivo no llegó a Soporte: valen imágenes, PDF y MP3.
        [locked] ✗ Tu archivo no llegó a Soporte: el PDF pide contraseña. Envíalo sin ella.
        [broken] ✗ Tu archivo no llegó a Soporte: no puedo leer este PDF.
       *[gone] ✗ Tu archivo no llegó a Soporte. Envíalo otra vez, por favor.
    }
toast-support-left = 🚪 Has salido de Soporte. Lo que contesten te sigue llegando.
toast-support-rated = ⭐ ¡Gracias!
desk-topic =
    #{ $number } { $category ->
        [delivery] 🚚
        [money] 💶
        [posts] 📦
        [safety] 🛡
        [account] 👤
       *[other] 💬
    }{ $has_subject ->
        [1] { " " }{ $subject }
       *[0] { "" }
    }
desk-head =
    { $author ->
        [peer] 👤 Usuario
        [note] 📝 { $name }, para nosotros
        [operator] 🎧 { $name }
       *[system] ⚙️ Peer-Cargo
    }
desk-head-number = #{ $number } · { $head }
desk-card =
    🎫 <b>#{ $number }</b> · { $category ->
        [delivery] 🚚 entrega
        [money] 💶 dinero
        [posts] 📦 anuncios
        [safety] 🛡 seguridad
        [account] 👤 cuenta
       *[other] 💬 otro
    } · { $priority ->
        [urgent] 🔴 urgente
        [high] 🟠 apremia
        [low] ⚪️ puede esperar
       *[normal] 🟢 normal
    } · { $language }
    { $subject }
desk-card-state =
    { $state ->
        [open] 🆕 Nuevo
        [waiting_for_us] 👉 Nos espera
        [waiting_for_peer] ⏳ Espera al usuario
        [solved] ☀️ Resuelto
       *[closed] ⚪️ Cerrado
    }{ $has_answer_by ->
        [1] { " " }· contestar antes del { $answer_by }
       *[0] { "" }
    } · { $has_agent ->
        [1] { $agent }
       *[0] aún de nadie
    }{ $stars ->
        [0] { "" }
       *[other] { " " }· { $stars } ⭐
    }
desk-card-quest = 🚚 { $quest_state }, véase <code>peercargo quest show { $quest }</code>
desk-card-tags = 🏷 { $tags }
desk-card-how = <i>Lo que escribes aquí va al usuario. /note solo para nosotros · /unsend como respuesta · /assign · /solve · /close · /tag · /merge</i>
desk-mine = 🙋 Mío
desk-solve = ☀️ Resuelto
desk-close = ⚪️ Cerrar
desk-more-pressing = 🔺 Apremia más
desk-less-pressing = 🔻 Apremia menos
desk-news =
    { $what ->
        [late] ⏰ <b>Se acabó el tiempo para contestar.</b>
        [reopened] 🔁 El usuario ha vuelto a escribir.
        [rated] ⭐ El usuario da { $stars } de 5.
        [merged] 🔗 Sigue en el #{ $into }.
        [waits] ⏳ El usuario ha bloqueado el bot. Tu respuesta espera a que vuelva, y va por carta si ha dado una dirección.
        [lost] ✗ Tu respuesta no llegó. Envíala otra vez.
        [file] ✗ Un archivo no se pasó ({ $flaw }): valen imágenes, PDF y MP3 de hasta 20 MB.
        [refused] ✋ { $why }
       *[unknown] 🤔 No conozco esa orden. /note · /unsend · /assign · /unassign · /solve · /close · /priority low|normal|high|urgent · /tag a, b · /merge 12
    }
desk-news-number = <b>n.º { $number }</b>
toast-desk-done = ✅ Hecho
