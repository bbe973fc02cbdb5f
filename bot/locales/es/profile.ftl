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
    <b>No guardamos:</b> tu teléfono, tus contactos ni tu ubicación exacta.
    <b>Mostramos a otros:</b> nada de ello.
    <b>Las fotos que haces como Carrier</b> quedan con su entrega como prueba; las ve la otra parte, y quien decide sobre una queja.

    Puedes llevártelo todo en un archivo o pedir que te olvidemos.
privacy-export = 📄 Dame el archivo
privacy-file = 📄 Todo lo que guardamos sobre ti.
privacy-forget = 🗑 Olvídame
privacy-sure =
    🗑 <b>¿Te olvidamos?</b>

    Tu nombre, cuenta, ciudad y ajustes se borran al instante y no se pueden recuperar. Para volver, empezarías de nuevo.
privacy-forget-yes = 🗑 Sí, olvídame
privacy-forget-no = ‹ No, me quedo
privacy-forgotten =
    👋 <b>Olvidado.</b>

    Aquí ya nada conduce a ti. Gracias por haber estado con nosotros. Si algún día quieres volver, escribe /start.
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
