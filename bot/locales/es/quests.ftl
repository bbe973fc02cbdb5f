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
       *[requester] { $has_fee ->
            [1] 💶 <b>{ $total }</b>: { $price } para el Carrier, { $fee } de comisión
           *[0] 💶 <b>{ $price }</b> para el Carrier
        }
    }
quest-state-accepted =
    { $side ->
        [carrier] 🤝 Acordado. Quien envía tiene hasta el { $pay_by } para pagar; te aviso en cuanto llegue el dinero. No te lleves nada antes.
       *[requester] { $has_link ->
            [1] 🤝 Acordado. Paga antes del { $pay_by }. El dinero queda retenido hasta la entrega, y nadie lo recibe antes.
           *[0] 🤝 Acordado. El enlace para pagar llega aquí en un momento.
        }
    }
quest-state-funded =
    { $side ->
        [carrier] 🔒 Pagado. { $price } quedan retenidos para ti hasta la entrega.
       *[requester] 🔒 Pagado. { $total } quedan retenidos hasta la entrega.
    }
quest-state-lapsed =
    { $side ->
        [carrier] ⚪️ No se pagó a tiempo. Tu espacio vuelve a estar libre: /matches
       *[requester] { $is_paid ->
            [1] ⚪️ Tu dinero llegó fuera de plazo, así que todo, { $back }, vuelve a ti. Los bancos tardan de cinco a diez días.
           *[0] ⚪️ El plazo para pagar ha terminado y no se ha cobrado nada. Tu paquete vuelve a ofrecerse.
        }
    }
quest-state-cancelled =
    { $side ->
        [carrier] { $has_kept ->
            [1] ⚪️ Cancelado. { $kept } son para ti, porque fue tarde. Tu espacio vuelve a estar libre: /matches
           *[0] ⚪️ Cancelado. Tu espacio vuelve a estar libre: /matches
        }
       *[requester] { $is_paid ->
            [1] { $has_back ->
                [1] ⚪️ Cancelado. { $back } vuelven a ti; los bancos tardan de cinco a diez días. Tu paquete vuelve a ofrecerse.
               *[0] ⚪️ Cancelado. Tu paquete vuelve a ofrecerse.
            }
           *[0] ⚪️ Cancelado, y no se ha cobrado nada. Tu paquete vuelve a ofrecerse.
        }
    }
quest-pay = 💳 Pagar { $total }
quest-cancel = 🛑 Cancelar
quest-cancel-sure = 🛑 Sí, cancelarlo
quest-keep = ‹ No, seguir adelante
toast-quest-cancel-ask =
    { $is_paid ->
        [true] { $side ->
            [carrier] 🛑 Quien envía recupera { $back }. Cuenta en tu historial, que otros ven. ¿Lo cancelas?
           *[requester] 🛑 De { $total } recuperas { $back }, y el Carrier recibe { $kept }. Cuenta en tu historial, que otros ven. ¿Lo cancelas?
        }
       *[false] 🛑 Cancelar cuenta en tu historial, que otros ven. No se ha pagado nada. ¿Lo cancelas?
    }
toast-quest-cancelled = 🛑 Cancelado. La otra persona lo sabe.

tab-quests-some =
    🚚 <b>CargoQuests</b>

    Entregas en marcha, la próxima recogida primero. Pulsa una para ver su tarjeta.
quest-short =
    { $side ->
        [carrier] 🎒
       *[requester] 📦
    } { $day } · { $from } → { $to }
