# CargoQuests: lo acordado y lo que viene después.

notice-quest =
    { $side ->
        [carrier] 🚚 <b>Llevas un paquete</b>
       *[requester] 🚚 <b>Tu paquete tiene un Carrier</b>
    }
quest-route = <b>{ $from } → { $to }</b>
quest-meets =
    { $mode ->
        [flight] ✈️
        [train] 🚆
        [bus] 🚌
        [car] 🚗
       *[ferry] ⛴
    } recogida { $picked_up }, entrega { $handed_over }
quest-items = 🧾 { $items } · { $weight }
quest-price =
    { $side ->
        [carrier] 💶 <b>{ $price }</b> para ti
       *[requester] 💶 <b>{ $price }</b> para el Carrier
    }
quest-state-accepted =
    🤝 Acordado. El siguiente paso, el pago, llegará aquí.

    Pagar por medio del bot llega con una de las próximas versiones; no se cobra nada.
quest-state-cancelled =
    { $side ->
        [carrier] ⚪️ Cancelado. Tu espacio vuelve a estar libre: /matches
       *[requester] ⚪️ Cancelado, y no se ha cobrado nada. Tu paquete vuelve a ofrecerse.
    }
quest-cancel = 🛑 Cancelar
quest-cancel-sure = 🛑 Sí, cancelarlo
quest-keep = ‹ No, seguir adelante
toast-quest-cancel-ask = 🛑 Cancelar cuenta en tu historial, que otros ven. No se ha pagado nada. ¿Lo cancelas?
toast-quest-cancelled = 🛑 Cancelado. La otra persona lo sabe.

tab-quests-some =
    🚚 <b>CargoQuests</b>

    Entregas en marcha, la próxima recogida primero. Pulsa una para ver su tarjeta.
quest-short =
    { $side ->
        [carrier] 🎒
       *[requester] 📦
    } { $day } · { $from } → { $to }
