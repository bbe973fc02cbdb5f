# Perfil y privacidad.

profile-show =
    👤 <b>{ $name }</b>

    🏠 { $home }
    🕒 { $zone } · ahora { $now }
    💱 { $currency }
    🌐 { $language }
    📅 Con nosotros desde el { $since }
    { $demand ->
        [0] ⭐ Te encuentras con cualquiera, sea cual sea su valoración
       *[other] ⭐ Te encuentras con Peers valorados con { NUMBER($demand, minimumFractionDigits: 1) } o más
    }

    Los demás Peers no ven tu nombre, tu número ni tu cuenta hasta que tú decidas mostrarlos.
profile-home = 🏠 Ciudad
profile-currency = 💱 Moneda
profile-language = 🌐 Idioma
profile-privacy = 🔒 Privacidad

privacy-show =
    🔒 <b>Tus datos</b>

    <b>Guardamos:</b> tu nombre y número de cuenta en Telegram (para llegar a ti), idioma, ciudad y moneda (para mostrarlo todo a tu manera), si Stripe te ha verificado y desde cuándo (nunca tus papeles), el momento en que aceptaste las reglas (como prueba), los enlaces que abriste y, de las claves para programas, su nombre y último uso, y durante un día lo que se les respondió.
    <b>No guardamos:</b> tu teléfono, tus contactos ni tu ubicación exacta, salvo que se los envíes a alguien en un chat.
    <b>Mostramos a otros:</b> nada de ello.
    <b>Lo que escribes en un chat</b> queda { $days } días después de que el chat termine, con tu seudónimo, por si hay una disputa; luego se borra. Lo lee quien habla contigo, y un operador cuando uno denuncia al otro o se queja. Un mensaje retenido porque da un contacto también lo puede leer un operador. Quien lo hace, o mira quién eres, debe decir por qué, y queda registrado.
    <b>Lo que escribes a Soporte</b> queda { $ticket_days } días después de cerrarse la conversación; lo lee quien contesta, y si te olvidamos se va enseguida.
    <b>Las fotos que haces como Carrier</b> quedan con su entrega como prueba; las ve la otra parte, y quien decide sobre una queja.
    <b>Una dirección para cuando el bot esté bloqueado</b> se guarda si das una aquí abajo, y ningún otro Peer la ve; lo que se escribió allí se borra a las dos semanas.
    <b>Lo que preguntas a la ayuda</b> y se queda sin respuesta se guarda 90 días sin quién lo preguntó.

    Puedes llevártelo todo en un archivo o pedir que te olvidemos.
privacy-export = 📄 Dame el archivo
privacy-file = 📄 Todo lo que guardamos sobre ti.
privacy-forget = 🗑 Olvídame
privacy-sure =
    🗑 <b>¿Te olvidamos?</b>

    Tu nombre, cuenta, ciudad y ajustes se borran al instante y no se pueden recuperar. Para volver, empezarías de nuevo.

    Lo que dijiste en los chats queda con su seudónimo hasta que se borra, { $days } días después de que el chat termine: también es prueba de la otra parte. Los números que diste allí y lo que nunca se envió se borran al instante.

    Si aquí no puedes publicar nada nuevo, por un tiempo o para siempre, eso vale también cuando vuelvas: mientras dure guardamos una marca que nuestra clave hace de tu número de cuenta. A nadie le dice quién eres.
privacy-forget-yes = 🗑 Sí, olvídame
privacy-forget-no = ‹ No, me quedo
privacy-forgotten =
    👋 <b>Olvidado.</b>

    Tu nombre y tu cuenta ya no están. Lo que dijiste en los chats no lleva nombre y se borra solo. Gracias por haber estado con nosotros. Si algún día quieres volver, escribe /start.
profile-payouts = 🏦 Cobrar
profile-identity =
    { $identity ->
        [checking] 🪪 Comprobándose…
        [refused] 🪪 Verificar quién soy: otra vez
        [verified] ✅ Verificado
       *[other] 🪪 Verificar quién soy
    }
identity-link =
    🪪 <b>Muestra quién eres</b>

    Stripe mira un documento y tu cara, y a nosotros solo nos dice que lo hizo: no vemos ni lo uno ni lo otro. Quien está verificado puede tener { $posts } anuncios abiertos y enviar contenido por valor de hasta { $value }. El botón es solo tuyo y vale un día.
identity-open = 🪪 Abrir el formulario de Stripe
