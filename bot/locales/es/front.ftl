# Lo que Telegram muestra antes del primer mensaje, y la lista de órdenes.

command-menu = Menú principal
command-trip = Publicar un viaje
command-send = Publicar un paquete
command-find = Buscar viajes
command-alerts = Avísame cuando alguien viaje
command-matches = Ofertas que esperan
command-quests = Entregas en marcha
command-profile = Ciudad, moneda, idioma
command-language = Cambiar de idioma
command-privacy = Tus datos: ver, llevar, borrar
command-help = Ayuda
command-cancel = Dejar lo que estás haciendo
front-description =
    Peer-Cargo une a quienes viajan con quienes envían.

    ¿Te sobra sitio en el equipaje? Lleva un paquete y gana. ¿Tienes algo que enviar? Alguien va hacia allí.

    Pulsa Iniciar; se tarda un minuto.
front-short = Envía con viajeros, lleva con tu espacio libre. Dinero retenido hasta la entrega.
