# La ayuda: temas, artículos y el camino a una persona. Los artículos están en articles/.

help-ask =
    ❔ <b>Ayuda</b>

    Escribe tu pregunta con tus palabras, o elige un tema.
help-now =
    { "" }
    Quizá te interesa ahora:
help-now-quest =
    { $state ->
        [accepted] 💳 { $from } → { $to }: el pago
        [funded] 📋 { $from } → { $to }: la recogida
        [picked_up] 🔑 { $from } → { $to }: la entrega
        [delivered] 🎉 { $from } → { $to }: el dinero
       *[other] 🚩 { $from } → { $to }: la queja
    }
help-now-trip = 🧳 { $from } → { $to }: sales pronto
help-topic-start = 🧭 Primeros pasos
help-topic-posts = 📦 Paquetes y viajes
help-topic-money = 💶 Dinero
help-topic-meeting = 🤝 Encuentro y chat
help-topic-trouble = 🚩 Si algo va mal
help-topic-account = 👤 Tú y tus datos
help-topic-text =
    <b>{ $title }</b>

    Elige, o escribe tu pregunta.
help-found = 🔎 <b>Quizá te sirve esto.</b> Si no, escríbelo con otras palabras.
help-found-none = 🔎 No encontré nada sobre eso. Prueba con otras palabras, o pregunta a una persona.
help-yes = 👍 Me sirvió
help-no = 👎 Aún no
note-help-thanks = 👍 Me alegra saberlo, gracias.
note-help-sorry = 🙏 Lo siento. Escríbelo con otras palabras, o pregunta a una persona con el botón de abajo.
help-way-menu = ☰ Menú principal
help-way-parcels = 📦 A mis paquetes
help-way-trips = 🧳 A mis viajes
help-way-find = 🔎 Buscar viajes
help-way-matches = 🤝 A mis ofertas
help-way-quests = 🚚 A mis entregas
help-way-profile = 👤 A mi perfil
help-way-chats = 💬 A mis chats
help-way-privacy = 🔒 A mis datos
help-person = 🎧 Hablar con una persona
help-ticket = 🎧 Tu conversación n.º { $number } con Soporte
help-person-ask =
    🎧 <b>¿De qué se trata?</b>

    Pulsa lo que encaje, o escribe simplemente qué pasó.
ticket-category =
    { $category ->
        [delivery] 🚚 Una entrega
        [money] 💶 Dinero
        [posts] 📦 Un paquete o un viaje
        [safety] 🛡 Alguien es grosero o no es honrado
        [account] 👤 Mi cuenta
       *[other] 💬 Otra cosa
    }
help-commands-title = ⌨️ ¿Qué órdenes hay?
help-commands-text =
    ⌨️ <b>Órdenes</b>

    /menu – el menú principal
    /trip – publicar un viaje, también en una línea: /trip Madrid Lima 12 dic 18:00 10kg avión
    /send – publicar un paquete, también empezando en una línea: /send Madrid Lima 2kg libros hasta 12 dic 15 EUR
    /find – buscar viajes
    /alerts – avisos de viajes
    /matches – ofertas que esperan
    /quests – entregas en marcha
    /profile – ciudad, moneda, idioma
    /language – cambiar de idioma
    /privacy – qué guardamos, tu archivo, olvídame
    /help – esta ayuda
    /cancel – dejar lo que estás haciendo
