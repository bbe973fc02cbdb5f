# Publicar un viaje: el formulario de un GlidePath.

trip-progress =
    🧳 <b>Nuevo GlidePath</b> · { $step } / { $steps }
    { "" }
trip-ask-from =
    🛫 <b>¿Dónde empieza tu viaje?</b>

    Pulsa un lugar, escribe cualquier ciudad o aeropuerto, o envía una ubicación con 📎.
trip-ask-to =
    🛬 <b>¿Adónde va?</b>

    Pulsa un lugar o escribe cualquier ciudad o aeropuerto.
trip-ask-mode = 🧭 <b>¿Cómo viajas?</b>
trip-ask-day =
    📅 <b>¿Qué día sales de { $place }?</b>

    Pulsa un día o escríbelo: «12 dic», «mañana», «viernes 18:00».
trip-ask-clock =
    🕒 <b>¿A qué hora?</b>

    En la hora de { $place }. Pulsa la más cercana o escríbela: «18:45».
trip-ask-arrival =
    🏁 <b>¿Cuándo llegas?</b>

    { $departs } → { $arrives }

    Cada una en la hora de su lugar. Muévela con los botones o escribe la hora en { $place }: «21:15».
trip-ask-room =
    🎒 <b>¿Cuánto espacio te sobra?</b>

    Pulsa lo más parecido o escríbelo: «7,5 kg», «12 kg 60 l».
trip-ask-categories =
    🗂 <b>¿Qué puede ser?</b>

    Pulsa para quitar o poner un tipo. Puedes abrir cualquier paquete, sea lo que sea.
trip-ask-detour =
    ↪️ <b>¿Cuánto puedes desviarte, ida y vuelta a tu ruta?</b>

    Pulsa una distancia o escribe los kilómetros. Con más desvío encuentras más paquetes.
trip-ask-price =
    💶 <b>¿Quieres poner un precio por kilo?</b>

    Escríbelo en { $currency } u otra moneda: «3,50». Quienes envían lo ven; aún podéis acordar otro.
trip-ask-note =
    📝 <b>¿Algo que deba saber quien envía?</b>

    Escribe una o dos frases: dónde puedes quedar, qué prefieres no llevar. Sin números ni nombres, por favor: habláis a través del bot.
trip-ask-weekly =
    🔁 <b>¿Haces este viaje cada semana?</b>

    Entonces el viaje de cada semana se abre solo, con dos semanas de antelación, y cuenta como un anuncio.
trip-weekly =
    🔁 <b>Cada { $weekday }</b>

    Pulsa una fecha para omitirla. Escribe una fecha tras la cual termina.
trip-weekly-until = Hasta el { $until }.
trip-weekly-yes = 🔁 Cada semana
trip-weekly-no = Solo una vez
trip-no-price = Sin precio
trip-review =
    🧳 <b>¿Está todo bien?</b>
    { "" }
trip-review-change =
    ✏️ <b>Cambia lo que quieras y guarda</b>
    { "" }
trip-supply =
    { "" }
    { $supply ->
        [one] 📊 Otro viaje hace esta ruta en los próximos { $days } días.
       *[other] 📊 Otros { $supply } viajes hacen esta ruta en los próximos { $days } días.
    }
trip-change-from = 🛫 Desde
trip-change-to = 🛬 Hasta
trip-change-mode = 🧭 Cómo
trip-change-day = 📅 Día
trip-change-clock = 🕒 Hora
trip-change-arrival = 🏁 Llegada
trip-change-room = 🎒 Espacio
trip-change-categories = 🗂 Tipos
trip-change-price = 💶 Precio
trip-change-note = 📝 Nota
trip-change-detour = ↪️ Desvío
trip-change-weekly = 🔁 Semanal
trip-post = ✅ Publicar este viaje
trip-posted =
    ✅ <b>Tu viaje está publicado</b>

    Quienes quieren enviar algo a tu destino ya lo encuentran, y te escribimos cuando un paquete encaja. Hasta entonces no tienes que hacer nada.
trip-changed = ✅ <b>Guardado.</b> Todos ven el viaje como está ahora.
trip-show = 🧳 Ver mi viaje

mode-flight = ✈️ Avión
mode-train = 🚆 Tren
mode-bus = 🚌 Autobús
mode-car = 🚗 Coche
mode-ferry = ⛴ Barco
room-papers = ✉️ Papeles · { $weight }
room-cabin = 🎒 Equipaje de mano · { $weight }, { $volume }
room-suitcase = 🧳 Maleta · { $weight }, { $volume }
room-boot = 🚗 Maletero · { $weight }, { $volume }
km = { $km }
step-m60 = −1 h
step-m15 = −15 min
step-p15 = +15 min
step-p60 = +1 h

tab-trips-open =
    🧳 <b>GlidePaths</b>

    Tus viajes abiertos. Pulsa uno para verlo o cambiarlo.
tab-trips-ended =
    🧳 <b>GlidePaths</b>

    Tus viajes terminados. Una copia se publica enseguida.
tab-trips-none-ended =
    🧳 <b>GlidePaths</b>

    Aún no ha terminado ningún viaje.
tab-show-ended = 🕘 Terminados
tab-show-open = 🟢 Abiertos
trip-new = ➕ Nuevo viaje
trip-resume = ▶️ Seguir con mi borrador
trip-cancel-sure =
    🗑 <b>¿Retirar este viaje?</b>
    { "" }
trip-cancel-what =
    { "" }
    Quienes envían ya no lo encontrarán. Puedes publicarlo de nuevo cuando quieras.
trip-cancel-yes = 🗑 Sí, retirarlo
trip-cancel-date = 🗑 Solo esta fecha
trip-cancel-all = 🗑 Todas las fechas
trip-cancel-no = ‹ No, dejarlo
note-trip-cancelled = 🗑 El viaje está retirado.
note-series-cancelled = 🗑 El viaje semanal está retirado, con todas sus fechas.
