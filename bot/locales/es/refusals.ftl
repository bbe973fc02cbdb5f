# Cada negativa de una regla tiene aquí sus palabras.

refused-wrong-moment = Eso no se puede hacer ahora. Aquí está /menu.
refused-peer-is-gone = Pediste que te olvidáramos, así que no queda nada que cambiar. Escribe /start para empezar de nuevo.
refused-unknown-currency = 💱 No conozco «{ $typed }» como moneda. Escribe un código de tres letras, por ejemplo EUR, MXN o USD.

refused-same-place = 📍 La salida y el destino serían el mismo lugar. Indica otro.
refused-unknown-place = 📍 No conozco ese lugar. Escribe su nombre otra vez.
refused-no-category = 🗂 Elige al menos un tipo de cosa.
refused-weight-out-of-range = ⚖️ Entre { $least } g y { $most_kg } kg, por favor.
refused-volume-out-of-range = 📐 Entre { $least } ml y { $most_litres } litros, por favor.
refused-note-too-long = ✂️ Una nota tiene como máximo { $most } caracteres; esta tiene { $length }. Acórtala un poco.
refused-join-first = ✋ Terminemos antes de conocernos: /start
refused-too-many-open-posts = 📚 Tienes { $most } anuncios abiertos, que es el máximo por ahora. Retira uno o espera a que termine.
refused-posting-too-fast =
    { $minutes ->
        [one] ⏳ Un anuncio cada vez: inténtalo dentro de un minuto. Lo que rellenaste se conserva.
       *[other] ⏳ Un anuncio cada vez: inténtalo dentro de { $minutes } minutos. Lo que rellenaste se conserva.
    }
refused-trip-is-closed = 🏁 Este viaje ha terminado y ya no se puede cambiar. Puedes publicarlo de nuevo.
refused-departs-in-the-past = 🕒 Ese momento ya pasó. Elige uno posterior.
refused-departs-too-far-ahead = 📅 Se aceptan viajes hasta { $days } días por delante. Elige una fecha más cercana o vuelve más adelante.
refused-arrives-before-departure = 🕒 La llegada debe ser después de la salida.
refused-takes-too-long = 🕒 Eso duraría más de { $days } días. Revisa la fecha de llegada.
refused-detour-only-by-car = 🚗 Solo un coche puede desviarse.
refused-detour-out-of-range = ↪️ Entre 0 y { $most } km, por favor.
refused-price-out-of-range = 💶 Un precio debe ser mayor que cero y algo que alguien pagaría.
refused-weekly-ends-early = 🔁 La última fecha es anterior a la primera.
refused-too-many-skipped-dates = 🔁 Se pueden omitir como máximo { $most } fechas.
refused-glide-path-missing = 🧳 Este viaje ya no está.
refused-parcel-is-closed = 🏁 Este paquete está cerrado y ya no se puede cambiar. Puedes publicarlo de nuevo.
refused-no-items = 📦 Cuenta qué hay dentro, una cosa por línea.
refused-too-many-items = 📦 Como máximo { $most } cosas, por favor. Junta las iguales en una línea.
refused-item-title-missing = 📦 Cada cosa necesita un nombre de { $most } caracteres como máximo.
refused-quantity-out-of-range = 🔢 Entre 1 y { $most } de cada cosa, por favor.
refused-value-out-of-range = 💶 Di cuánto vale una unidad: cero o más.
refused-values-in-two-currencies = 💱 Valora todas las cosas en una sola moneda; he leído { $currencies }.
refused-value-above-cap = 🛡 El contenido vale { $value }; en un paquete pueden viajar como máximo { $cap }. Saca algo o envía dos.
refused-value-needs-main-currency = 💱 Aquí los valores se declaran en { $currency }, no en { $given }.
refused-ready-too-late = 📅 Debe estar listo antes de tener que llegar.
refused-deadline-in-the-past = 📅 Ese día ya pasó. Elige uno posterior.
refused-deadline-too-far-ahead = 📅 Se aceptan paquetes hasta { $days } días por delante. Elige un día más cercano.
refused-reward-out-of-range = 💶 El pago debe ser mayor que cero y lo que de verdad pagarías.
refused-recipient-name-missing = 👤 Di quién lo recibe, con { $most } caracteres como máximo.
refused-duty-unsettled = 🛃 Se cruza una frontera: elige quién paga los aranceles, si los hay.
refused-duty-without-border = 🛃 No se cruza ninguna frontera, así que no hay aranceles.
refused-prohibited-item =
    🚫 { $rule ->
        [weapons] Las armas y lo relacionado con ellas
        [drugs] Las drogas
        [alcohol] El alcohol
        [animals] Los animales vivos
        [remains] Los restos y muestras humanas
        [cash] El efectivo y los títulos al portador
        [hazardous] Las mercancías peligrosas
        [counterfeit] Las falsificaciones
        [stolen] Los objetos robados
        [medicine] Los medicamentos con receta
       *[other] Esas cosas
    } nunca viajan aquí. He leído «{ $word }» en «{ $item }».
refused-rules-not-confirmed = 🤝 Confirma, por favor, que no hay nada prohibido dentro.
refused-too-many-photos = 🖼 Como máximo { $most } fotos, por favor.
refused-parcel-missing = 📦 Este paquete ya no está.
refused-too-many-alerts = 🔔 Tienes { $most } avisos, que es el máximo. Quita uno primero.

refused-too-many-tokens = 🔑 Tienes { $most } claves, que es el máximo. Revoca antes una.
refused-token-name-too-long = ✂️ Un nombre tiene como mucho { $most } caracteres; este tiene { $length }.
refused-token-missing = 🔑 Esta clave ya no existe.
refused-key-reused = 🔁 Eso ya se envió antes, con otro contenido.
refused-key-in-flight = ⏳ Eso se está procesando ahora mismo.

refused-offer-missing = 🤝 Esta oferta ya no está.
refused-offer-is-over =
    ⌛ { $state ->
        [accepted] Esta oferta ya se ha aceptado.
        [declined] Esta oferta se rechazó.
        [withdrawn] Esta oferta se retiró.
        [expired] El plazo de esta oferta ha terminado.
       *[lapsed] Esta oferta ha terminado: el viaje o el paquete ya no es el que era.
    } Puede que haya otras: /matches
refused-parcel-already-taken = 🙇 Alguien fue un instante más rápido con este paquete. Ya estoy buscando el siguiente para ti.
refused-fits-no-longer = 🧳 El viaje y el paquete ya no encajan: ha cambiado la hora, el espacio o la ruta.
refused-not-your-turn = ⏳ Ahora le toca a la otra persona. Te avisaré en cuanto haya respuesta.
refused-answer-was-no = 🙅 La otra persona ha dicho que no a esto, o a algo parecido. Mira otra opción.
refused-asked-often-enough = ✋ Ya has preguntado { $most } veces por esto, que es el máximo. Mira otra opción.
refused-many-carriers-wait = 👥 Varios Carriers esperan ahora la respuesta de quien envía. Prueba de nuevo en una o dos horas.
refused-no-counters-left = 🤝 Has propuesto { $most } precios, que es el máximo. Acepta el precio que hay o recházalo.
refused-price-far-off = 💶 Propón un precio que alguien pagaría de verdad: más que nada y menos de diez veces el primero.
refused-price-unchanged = 💶 Ese es el precio que ya hay. Si estás de acuerdo, acéptalo.
refused-price-has-changed = 💶 El precio ha cambiado entretanto: ahora es { $price }. Míralo otra vez antes de aceptar.
refused-demand-out-of-range = ⭐ Elige una de las valoraciones de los botones.
refused-nobody-blocks-himself = 🙂 Esa persona eres tú.
refused-quest-missing = 🚚 Este encargo ya no está.
refused-quest-is-over = 🚚 Este encargo ha terminado; ya no cambia nada.
refused-cost-has-changed = 🛑 Lo que cuesta cancelar acaba de cambiar. Pulsa «Cancelar» otra vez y mira.
refused-parcel-is-promised = 📦 Alguien lleva este paquete. Para cambiarlo, cancela antes el encargo: /quests
refused-trip-is-promised = 🤝 Has prometido llevar un paquete en este viaje. Para cambiarlo o cancelarlo, cancela antes el encargo: /quests
refused-room-is-promised = 🧳 Has prometido más espacio del que quedaría.
refused-not-payable-now = 💳 Ahora no hay enlace para pagar: se está creando, ya se pagó o se acabó el tiempo. Mira el encargo: /quests
refused-money-is-not-held = 💶 Aquí no hay dinero que repartir: no se pagó o ya se repartió.
refused-money-is-frozen = 🧊 Este pago se está revisando, por el banco de quien pagó o por los operadores; el dinero se queda donde está hasta que se aclare.
refused-money-is-not-released = 💶 Ahora no se puede devolver nada de este dinero: aún no le ha llegado al transportista, o una parte ya está de vuelta.
refused-more-than-was-released = 💶 De esto no se puede devolver más de { $left }.
refused-quest-has-moved-on = 🚚 Este CargoQuest ha avanzado entretanto. Su tarjeta dice cómo está: /quests
refused-not-a-code = 🔑 El código tiene seis cifras. Escríbelas tal como las lees.
refused-code-is-locked = 🔐 Se han dado demasiados códigos erróneos. Un operador lo sabe y prepara uno nuevo.
refused-for-the-carrier = 🔑 Este código es para el Carrier: lo escanea o lo escribe al entregar el paquete.
refused-for-the-requester = 🔑 Eso solo puede hacerlo quien envía.
refused-payouts-not-set-up = 🏦 Aquí aún no se cobra: el operador no ha configurado los pagos.
refused-identity-not-set-up = 🪪 Aquí aún no se verifica a nadie: el operador no lo ha configurado.
refused-verified-already = ✅ Ya estás verificado.
refused-being-checked = 🪪 Stripe lo está mirando. Te aviso en cuanto esté.
refused-nothing-to-rate = ⭐ Podréis valoraros cuando el paquete esté entregado.
refused-ratings-are-shown = ⭐ Lo que dijisteis ya se ha mostrado, así que no cambia más.
refused-rating-needs-stars = ⭐ Pulsa antes de una a cinco estrellas.
refused-rating-too-long = ✂️ Como mucho { $most } caracteres; estos son { $length }.
refused-line-missing = 🤷 Ese chat ya no existe.
refused-line-is-over = ⚪️ Este chat está cerrado. Abre otro desde una oferta o una entrega.
refused-nothing-to-reveal = 🔒 Los nombres se pueden mostrar cuando la entrega está pagada.
refused-message-missing = 🤷 No hay ningún mensaje tuyo así.
refused-message-too-long = ✂️ Es demasiado largo para un mensaje. Envíalo de nuevo, en partes de hasta { $most } caracteres. Acortar este no envía nada.
refused-nothing-said = 🤷 Está vacío. Escribe unas palabras.
refused-too-late-to-take-back = ⏳ Después de dos días Telegram ya no retira nada.
refused-number-too-early = 🔒 Los teléfonos se pueden dar cuando la entrega está pagada. Hasta entonces, escribe aquí.
refused-files-too-early = 🔒 Los archivos se pueden enviar cuando la entrega está pagada, porque nadie ve lo que esconden. Hasta entonces, sirve una foto.
refused-no-reason = ✍️ Di quién eres, y por qué.
refused-code-too-early = 🔒 Una imagen con este código se puede enviar cuando la entrega está pagada.
refused-not-relayed =
    { $kind ->
        [contact] 🚫 No paso tarjetas de contacto de otras personas. Cuando la entrega esté pagada puedes dar la tuya.
        [story] 🚫 Las historias no se pasan: muestran quién las publicó. Envía la imagen.
        [game] 🚫 Encuestas, dados y juegos no se pasan. Escríbelo con palabras.
        [sticker] 🚫 Este sticker podría mostrar quién lo hizo. Envía un emoji o unas palabras.
       *[other] 🚫 No puedo pasar este tipo de mensaje. Texto, fotos, vídeos, voz y lugares sí.
    }
refused-already-reported = 🚩 Ya lo has denunciado. Una persona lo mirará.
refused-not-a-reaction = 🤷 Eso no puede ser una reacción aquí.
refused-has-no-words = 🤷 En este mensaje no hay texto que cambiar.
refused-article-missing = ❔ Esta página de ayuda ya no está. /help muestra las demás.
refused-ticket-missing = 🎧 Esa conversación con Soporte ya no está.
refused-ticket-is-closed = ⚪️ Esta conversación está cerrada. Escribe otra vez a Soporte y empieza una nueva: /help
refused-ticket-message-missing = 🤷 No hay ningún mensaje tuyo así.
refused-not-ratable = ⭐ Puedes decir cómo fue cuando esté resuelto.
refused-stars-out-of-range = ⭐ De una a { $most } estrellas, por favor.
refused-subject-too-long = ✂️ Un asunto tiene como mucho { $most } caracteres; este tiene { $length }.
refused-not-mergeable = 🔗 Solo se unen dos conversaciones de la misma persona, y la otra no debe estar cerrada.
refused-too-many-tags = 🏷 Como mucho { $most } etiquetas, cada una corta.

refused-not-an-email = ✉️ A eso no llegan cartas: no es una dirección de correo. Escríbela como nombre@example.org.
refused-not-a-mobile = 📱 Eso no es un número de móvil. Escríbelo con el prefijo de su país, como +34 600 123 456.
refused-too-many-codes = ⏳ Se han pedido { $most } códigos en un día, y no hay más. Inténtalo mañana.
