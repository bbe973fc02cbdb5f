# Publicar un paquete: el formulario de un DropParcel.

parcel-progress =
    📦 <b>Nuevo DropParcel</b> · { $step } / { $steps }
    { "" }
parcel-ask-from =
    🛫 <b>¿Desde dónde sale?</b>

    Pulsa un lugar, escribe cualquier ciudad o envía una ubicación con 📎.
parcel-ask-to =
    🛬 <b>¿Adónde va?</b>

    Pulsa un lugar o escribe cualquier ciudad.
parcel-ask-items =
    🧾 <b>¿Qué hay dentro?</b>

    Escribe una cosa por línea: cuántas, qué es y lo que vale una, en { $currency }.

    2 novelas 15
    Bufanda, 20
    3 x Bolígrafo 1,50
parcel-items =
    🧾 <b>Dentro, por valor de { $total } en total</b>

    { $items }

    Escribe más, pulsa una cosa para quitarla o sigue.
parcel-item =
    { $count ->
        [1] • { $title } · { $value }
       *[other] • { $count } × { $title } · { $value } cada uno
    }
parcel-prohibited =
    🚫 <b>Esto no puede viajar</b>

    { $hits }

    Conozco palabras, no cosas. Cámbialo o, si me equivoco, una persona lo mira antes de que nadie lo vea.
parcel-hit =
    { $rule ->
        [weapons] Armas
        [drugs] Drogas
        [alcohol] Alcohol
        [animals] Animales vivos
        [remains] Restos humanos
        [cash] Dinero en efectivo
        [hazardous] Mercancías peligrosas
        [counterfeit] Falsificaciones
        [stolen] Objetos robados
       *[medicine] Medicamentos con receta
    }: «{ $word }» en «{ $item }»
parcel-your-note = tu nota
parcel-change-list = ✏️ Cambiar la lista
parcel-change-that-note = ✏️ Cambiar la nota
parcel-ask-person = 🙋 Que lo mire una persona
parcel-ask-category = 🗂 <b>¿Qué es, sobre todo?</b>
parcel-ask-weight =
    ⚖️ <b>¿Cuánto pesa, ya embalado?</b>

    Pulsa lo más parecido o escríbelo: «700 g», «2,5 kg».
parcel-ask-size =
    📐 <b>¿Qué tamaño tiene, ya embalado?</b>

    Pulsa dónde cabe o escribe los lados en centímetros, «40x30x20», o los litros, «12 l».
parcel-ask-photos =
    🖼 <b>Enseña lo que es</b>

    Envía de 1 a { $most } fotos de las cosas antes de embalarlas, sin caras, por favor. Quien viaja confía en lo que ve.
parcel-photos =
    🖼 <b>{ $count } de { $most } fotos</b>

    Envía más o sigue.
parcel-photos-full =
    🖼 <b>{ $count } de { $most } fotos</b>

    No caben más. Sigue, o quítalas y envía otras.
parcel-photos-remove = 🗑 Quitar todas
parcel-photos-none = Sin fotos
parcel-ask-ready =
    📅 <b>¿Desde qué día se puede recoger en { $place }?</b>

    Pulsa un día o escríbelo: «12 dic», «mañana».
parcel-ready-now = 📦 Ya está listo
parcel-ask-deadline =
    🏁 <b>¿Qué día debe estar en { $place }, a más tardar?</b>

    Pulsa un día o escríbelo. Con más plazo encuentras más viajeros.
parcel-ask-reward =
    💶 <b>¿Cuánto pagas a quien lo lleva?</b>

    Pulsa ➖ o ➕, o escribe otra cantidad, en { $currency } u otra moneda. Solo pagas cuando se acepta una oferta.
parcel-reward-hint =
    { "" }
    💡 { $hint } sería justo: dos encuentros, { $weight } que llevar, { $km } de camino.
parcel-reward-less = ➖
parcel-reward-keep = ✅ { $amount }
parcel-reward-more = ➕
parcel-ask-recipient =
    👤 <b>¿Quién lo recibe?</b>

    Pulsa el botón o escribe el nombre de quien lo recoge. Aquí solo lo ves tú.
parcel-for-me = 🙋 Yo
parcel-ask-duty =
    🛃 <b>¿Quién paga los aranceles, si la aduana de { $place } los pide?</b>

    Queda fijado ahora, para que nadie discuta en la frontera. Quien viaja no paga nunca.
duty-requester = 🙋 Pago yo
duty-recipient = 👤 Paga { $name }
parcel-ask-note =
    📝 <b>¿Algo que deba saber quien viaja?</b>

    Escribe una o dos frases: dónde podéis quedar, cómo llevarlo. Sin números ni nombres, por favor: habláis a través del bot.
parcel-review =
    📦 <b>¿Está todo bien?</b>
    { "" }
parcel-review-change =
    ✏️ <b>Cambia lo que quieras y guarda</b>
    { "" }
parcel-supply =
    { "" }
    { $supply ->
        [one] 📊 Un viaje hace esta ruta en los próximos { $days } días.
       *[other] 📊 { $supply } viajes hacen esta ruta en los próximos { $days } días.
    }
parcel-person-looks =
    { "" }
    🙋 Primero lo mira una persona; después queda abierto.
parcel-never-inside =
    { "" }
    🚫 <b>Nunca dentro:</b> armas, drogas, alcohol, animales vivos, restos humanos, dinero en efectivo, mercancías peligrosas, falsificaciones, objetos robados ni medicamentos con receta. Quien viaja puede abrirlo.
parcel-change-from = 🛫 Desde
parcel-change-to = 🛬 Hasta
parcel-change-items = 🧾 Cosas
parcel-change-category = 🗂 Tipo
parcel-change-weight = ⚖️ Peso
parcel-change-size = 📐 Tamaño
parcel-change-photos = 🖼 Fotos
parcel-change-ready = 📅 Listo
parcel-change-deadline = 🏁 Plazo
parcel-change-reward = 💶 Pago
parcel-change-recipient = 👤 Recibe
parcel-change-note = 📝 Nota
parcel-change-duty = 🛃 Aduana
parcel-post = ✅ Nada prohibido dentro: publicar
parcel-save = ✅ Nada prohibido dentro: guardar
parcel-posted =
    ✅ <b>Tu paquete está publicado</b>

    Quienes viajan hacia allí ya lo encuentran, y te escribimos cuando un viaje encaja. Hasta entonces no tienes que hacer nada.
parcel-changed = ✅ <b>Guardado.</b> Todos ven el paquete como está ahora.
parcel-held =
    🙋 <b>Primero lo mira una persona</b>

    Hasta entonces nadie ve tu paquete. Te escribimos qué se ha decidido y por qué.
parcel-show = 📦 Ver mi paquete

weight = { $weight }
size-envelope = ✉️ Sobre · { $volume }
size-book = 📕 Libro · { $volume }
size-shoebox = 👟 Caja de zapatos · { $volume }
size-backpack = 🎒 Mochila · { $volume }
size-cabin = 👜 Equipaje de mano · { $volume }
size-suitcase = 🧳 Maleta · { $volume }
kind-documents = 📄 Documentos
kind-clothes = 👕 Ropa
kind-electronics = 📱 Electrónica
kind-food = 🍯 Comida
kind-gifts = 🎁 Regalos
kind-cosmetics = 🧴 Cosmética
kind-books = 📚 Libros
kind-other = 📦 Otros

tab-parcels-open =
    📦 <b>DropParcels</b>

    Tus paquetes abiertos. Pulsa uno para verlo o cambiarlo.
tab-parcels-ended =
    📦 <b>DropParcels</b>

    Tus paquetes terminados. Una copia se publica enseguida.
tab-parcels-none-ended =
    📦 <b>DropParcels</b>

    Aún no ha terminado ningún paquete.
parcel-new = ➕ Nuevo paquete
parcel-cancel-sure =
    🗑 <b>¿Retirar este paquete?</b>
    { "" }
parcel-cancel-what =
    { "" }
    Quienes viajan ya no lo encontrarán. No cuesta nada, y puedes publicarlo de nuevo cuando quieras.
parcel-cancel-yes = 🗑 Sí, retirarlo
parcel-cancel-no = ‹ No, dejarlo
note-parcel-cancelled = 🗑 El paquete está retirado.

note-item-unread = 🧾 No he podido leer «{ $line }». Cuántas, qué es y lo que vale una: «2 novelas 15».
note-no-weight = ⚖️ No he podido leer un peso ahí. Prueba con «700 g» o «2,5 kg».
note-no-size = 📐 No he podido leer un tamaño ahí. Prueba con «40x30x20» o «12 l».
note-same-photo = 🖼 Esa ya la tengo.
note-photo-as-file = 🖼 Envíala como foto, por favor, no como archivo.
note-day-outside = 📅 Ese día no se puede elegir: del { $first } al { $last }, por favor.
