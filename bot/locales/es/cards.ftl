# Tarjetas de viajes y paquetes, y lo que comparten todos los formularios.

card-trip-route = <b>{ $from } → { $to }</b>
card-trip-times =
    { $mode ->
        [flight] ✈️
        [train] 🚆
        [bus] 🚌
        [car] 🚗
       *[ferry] ⛴
    } { $departs } → { $arrives }
card-trip-weekly = 🔁 cada semana
card-trip-weekly-until = 🔁 cada semana hasta el { $until }
card-trip-skipped = ✖️ salvo { $skipped }
card-trip-room = 🎒 { $weight } · { $volume }
card-trip-categories = 🗂 { $categories }
card-trip-detour = ↪️ desvío de hasta { $detour }
card-trip-price = 💶 { $price } por kilo
card-trip-no-price = 💶 precio a convenir
card-trip-note = 📝 { $note }

category-all = todo lo permitido
category-documents = Documentos
category-clothes = Ropa
category-electronics = Electrónica
category-food = Comida
category-gifts = Regalos
category-cosmetics = Cosmética
category-books = Libros
category-other = Otros

place-choose =
    📍 <b>¿Cuál de ellos?</b>

    Púlsalo o escribe otra vez el nombre con el país.
button-done = ✅ Listo
button-keep = ✅ Dejarlo así
button-save = ✅ Guardar
button-no-note = Sin nota
button-drop-draft = 🗑 Tirar este borrador

note-no-line = 🤔 No he podido leer esa línea; vamos paso a paso.
note-no-day = 📅 No he podido leer un día ahí. Prueba con «12 dic» o «mañana», o pulsa uno.
note-day-not-allowed = 📅 Ese día no se puede elegir: desde hoy hasta el { $last }, por favor.
note-no-clock = 🕒 No he podido leer una hora ahí. Prueba con «18:45».
note-no-room = 🎒 No he podido leer un peso ahí. Prueba con «7,5 kg» o «12 kg 60 l».
note-no-number = 🔢 Un número, por favor.
note-no-money = 💶 No he podido leer una cantidad ahí. Prueba con «3,50».
note-draft-dropped = 🗑 El borrador ya no está.

card-trip = 🧳 <b>GlidePath</b>
card-trip-state-open = 🟢 Abierto: quienes envían lo encuentran.
card-trip-state-cancelled = ⚪️ Retirado.
card-trip-state-expired = 🏁 Ya salió y está cerrado.
card-trip-short =
    { $mode ->
        [flight] ✈️
        [train] 🚆
        [bus] 🚌
        [car] 🚗
       *[ferry] ⛴
    } { $departs } · { $from } → { $to }
card-change = ✏️ Cambiar
card-copy = 📄 Copiar
card-cancel = 🗑 Retirar
card-share = 📤 Compartir
card-share-inline = 💬 Mostrar en otro chat
share-trip = Viajo { $from } → { $to } con espacio libre. ¿Algo que enviar?
page-before = ‹
page-number = { $page } / { $pages }
page-next = ›

inline-nothing = No tienes nada abierto. Publica un viaje
inline-open = Abrir en Peer-Cargo
inline-stranger = Empezar con Peer-Cargo
inline-title = { $from } → { $to }

card-parcel = 📦 <b>DropParcel</b>
card-parcel-route = <b>{ $from } → { $to }</b>
card-parcel-days = 📅 listo el { $ready } · a más tardar el { $deadline }
card-parcel-size = ⚖️ { $weight } · { $volume } · { $category }
card-parcel-items =
    🧾 valor { $value }:
    { $items }
card-parcel-photos =
    { $photos ->
        [one] 🖼 una foto
       *[other] 🖼 { $photos } fotos
    }
card-parcel-reward = 💶 { $reward } para quien lo lleva
card-parcel-recipient = 👤 para { $recipient } (solo lo ves tú)
card-parcel-for-me = 👤 lo recibes tú
card-parcel-duty =
    { $duty_payer ->
        [requester] 🛃 quien envía paga los aranceles
       *[recipient] 🛃 quien recibe paga los aranceles
    }
card-parcel-note = 📝 { $note }
card-parcel-state-open = 🟢 Abierto: quienes viajan lo encuentran.
card-parcel-state-promised = 🤝 Prometido: alguien lo lleva. Más en /quests
card-parcel-state-delivered = 📬 Entregado.
card-parcel-state-lost = ❔ Recogido, y nadie ha dicho que llegara.
card-parcel-state-in-review = 🙋 Primero lo mira una persona; aún no lo ve nadie más.
card-parcel-state-refused = 🚫 Una persona lo ha mirado: no puede viajar.
card-parcel-state-cancelled = ⚪️ Retirado.
card-parcel-state-expired = ⌛ Su plazo ha pasado.
card-parcel-short =
    { $state ->
        [in_review] 🙋
        [promised] 🤝
       *[open] 📦
    } { $deadline } · { $from } → { $to }
card-photos = 🖼 Ver fotos
share-parcel = ¿Quién viaja { $from } → { $to }? Son { $weight }, y { $reward } para ti.
care-batteries = 🔋 Baterías: dentro del aparato o en el equipaje de mano, nunca sueltas en la bodega del avión.
care-liquids = 💧 Líquidos: en avión, como mucho 100 ml en cabina; por lo demás, bien cerrados y de pie.
care-food = 🍎 Comida: sellada; muchos países retiran carne, leche y fruta en la frontera.
