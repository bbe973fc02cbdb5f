# Ayuda por temas.

help-ask =
    ❔ <b>Ayuda</b>

    ¿De qué se trata?
help-how-title = 🧭 ¿Cómo funciona?
help-how-text =
    🧭 <b>Cómo funciona</b>

    1. Quien viaja publica su viaje: un GlidePath.
    2. Quien envía publica su paquete: un DropParcel.
    3. Cuando encajan, ambos reciben un mensaje y acuerdan un precio.
    4. Quien envía paga; el dinero queda retenido.
    5. El paquete se entrega con un código, el dinero llega a quien lo llevó y ambos se valoran.
help-allowed-title = 📦 ¿Qué puede viajar?
help-allowed-text =
    📦 <b>Qué puede viajar</b>

    Documentos, ropa, electrónica, comida, regalos, cosméticos, libros y cosas parecidas.

    <b>Nunca:</b> armas, drogas, alcohol, animales vivos, restos humanos, dinero en efectivo ni títulos al portador, mercancías peligrosas, falsificaciones, objetos robados ni medicamentos con receta.
    <b>Con cuidado:</b> baterías de litio, líquidos y comida. Nunca baterías sueltas en avión.

    Quien transporta puede abrir cualquier paquete, y debería hacerlo.
help-money-title = 💶 ¿Qué pasa con el dinero?
help-money-text =
    💶 <b>Dinero</b>

    Pagas cuando se acepta una oferta, nunca por publicar. El dinero queda retenido hasta que se demuestra la entrega y entonces llega a quien transportó. Nadie de Peer-Cargo pide dinero en un chat.
help-safety-title = 🛡 ¿Cómo me protejo?
help-safety-text =
    🛡 <b>Tu seguridad</b>

    • Habla, paga y entrega solo a través de Peer-Cargo.
    • Mirad juntos el paquete antes de que salga.
    • Quedad en un lugar público.
    • Da el código de entrega solo cuando tengas el paquete en las manos.
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
