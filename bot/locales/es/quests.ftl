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
quest-step =
    { $is_done ->
        [1] { $event ->
            [dispute] 🚩
            [resolve] ⚖️
            [cancel] ⚪️
            [give-up] ⚪️
            [lapse] ⚪️
           *[other] ✅
        }
       *[0] ▫️
    } { $event ->
        [accept] Acordado
        [fund] Pagado
        [pick-up] Recogido
        [deliver] Entregado
        [settle] Cobrado
        [dispute] Avisado
        [resolve] Resuelto
        [cancel] Cancelado
        [give-up] Devuelto
       *[lapse] No se pagó a tiempo
    }{ $is_done ->
        [1] { " " }· { $at }
       *[0] { "" }
    }
quest-state-accepted =
    { $side ->
        [carrier] 🤝 Acordado. Quien envía tiene hasta el { $pay_by } para pagar; te aviso en cuanto llegue el dinero. No te lleves nada antes.
       *[requester] { $has_link ->
            [1] 🤝 Acordado. Paga antes del { $pay_by }. El dinero queda retenido hasta la entrega, y nadie lo recibe antes.
           *[0] 🤝 Acordado. El enlace para pagar llega aquí en un momento.
        }
    }
quest-state-closing =
    { $side ->
        [carrier] ⏳ El plazo para pagar ha terminado. Estoy preguntando a Stripe si se pagó y te aviso en cuanto lo sepa. No te lleves nada antes.
       *[requester] ⏳ El plazo para pagar ha terminado. Estoy preguntando a Stripe si has pagado y te aviso en cuanto lo sepa.
    }
quest-state-funded =
    { $looks ->
        [mine] 📋 Ya lo has mirado por dentro. En cuanto la otra persona pulse también el botón, el paquete está en camino.
        [other] 📋 La otra persona ya lo ha mirado. Pulsa tú también, si lo habéis abierto juntos y contiene lo que dice la lista.
       *[none] { $side ->
            [carrier] 🔒 Pagado. { $price } quedan retenidos para ti hasta la entrega. Cuando os veáis, abrid el paquete, comparadlo con la lista y pulsad los dos el botón.
           *[requester] 🔒 Pagado. { $total } quedan retenidos hasta la entrega. Cuando os veáis, abrid el paquete, comparadlo con la lista y pulsad los dos el botón.
        }
    }
quest-state-picked-up =
    { $is_locked ->
        [1] 🔐 Se han dado demasiados códigos erróneos. Un operador lo sabe y prepara uno nuevo.
       *[0] { $side ->
            [carrier] 🛄 Tienes el paquete. Quien lo recibe guarda un código: pídeselo al entregarlo, y { $price } son tuyos.
           *[requester] 🛄 El Carrier tiene el paquete. Da el código a quien lo recibe; se lo dice al Carrier cuando tenga el paquete en sus manos, nunca antes.
        }
    }
quest-state-delivered =
    { $side ->
        [carrier] { $is_waiting ->
            [1] 🎉 Entregado. { $price } se liberan para ti el { $release_at }, salvo que quien envía avise de un problema.
           *[0] { $needs_account ->
                [1] 💸 { $price } son tuyos. Di a Stripe a qué banco van, y estarán en camino.
               *[0] 💸 { $price } están liberados y van hacia ti.
            }
        }
       *[requester] { $is_waiting ->
            [1] 🎉 Entregado. Si todo está bien, no tienes que hacer nada: el dinero va al Carrier el { $release_at }.
           *[0] 💸 Entregado, y el dinero va hacia el Carrier. ¡Gracias!
        }
    }
quest-state-settled =
    { $side ->
        [carrier] ✅ Hecho. { $price } se han enviado a tu cuenta. ¡Gracias por llevarlo!
       *[requester] ✅ Hecho. El Carrier tiene su dinero. ¡Gracias!
    }
quest-state-lapsed =
    { $side ->
        [carrier] ⚪️ No se pagó a tiempo. Tu espacio vuelve a estar libre: /matches
       *[requester] { $is_paid ->
            [1] ⚪️ Tu dinero llegó fuera de plazo, así que todo, { $back }, vuelve a ti. Los bancos tardan de cinco a diez días.
           *[0] ⚪️ El plazo para pagar ha terminado y no se ha cobrado nada. Tu paquete vuelve a ofrecerse.
        }
    }
quest-state-lapsed-without-link =
    { $side ->
        [carrier] ⚪️ Stripe no dio a tiempo un enlace para pagar; no es culpa de quien envía. Tu espacio vuelve a estar libre: /matches
       *[requester] ⚪️ Stripe no dio a tiempo un enlace para pagar, así que no se ha cobrado nada. No es culpa tuya ni cuenta en tu historial. Tu paquete vuelve a ofrecerse.
    }
quest-state-cancelled =
    { $is_given_up ->
        [1] { $side ->
            [carrier] ⚪️ Nadie ha dicho que se entregara, así que quien envía recupera el dinero.
           *[requester] { $is_lost ->
                [1] ⚪️ El Carrier no lo ha entregado a tiempo. { $back } vuelven a ti, todo; los bancos tardan de cinco a diez días.
               *[0] ⚪️ El Carrier no ha venido a tiempo. { $back } vuelven a ti, todo; los bancos tardan de cinco a diez días. Tu paquete vuelve a ofrecerse.
            }
        }
       *[0] { $side ->
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
    }
quest-state-charged-back =
    { $side ->
        [carrier] 🏦 El banco del remitente ha retirado el pago, así que ya no hay nada retenido para ti. No entregues nada sin los operadores, que ya están avisados.
       *[requester] 🏦 Tu banco ha retirado el pago, así que este encargo ha terminado. Los operadores están avisados.
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
quest-look = 📋 Abierto, está todo
quest-show-code = 🔑 Ver el código
quest-enter-code = 🔑 Escribir el código
quest-release = 👍 Todo bien, pagar al Carrier
quest-release-sure = 👍 Sí, pagar ahora
quest-wait = ‹ Todavía no
quest-code =
    🔑 <code>{ $code }</code>

    El código para { $from } → { $to }. Reenvía este mensaje a quien recibe el paquete. Di el código al Carrier, o deja que lo escanee, solo cuando el paquete esté en tus manos.
code-ask =
    🔑 <b>El código, por favor</b>

    { $from } → { $to }. Quien recibe el paquete tiene seis cifras para ti. Escríbelas, o escanea su imagen con la cámara.
note-handed-over = 🎉 Ese es el código. El paquete está entregado, ¡bien hecho!
note-wrong-code = 🔑 Ese no es el código. Pregunta otra vez; intentos que quedan: { $left }.
toast-quest-looked = 📋 Anotado.
toast-quest-release-ask = 👍 { $price } van al Carrier ahora mismo, y eso no se puede deshacer. ¿Pagar ya?
toast-quest-released = 💸 El Carrier lo sabe. ¡Gracias!
quest-payout = 🏦 Adónde va mi dinero
payouts-link =
    🏦 <b>Cobrar</b>

    Stripe te envía lo que ganas, y pregunta quién eres y a qué banco va. Nada de eso se nos muestra, ni a otros Peers. El botón es solo tuyo y vale un día.
payouts-open = 🏦 Abrir el formulario de Stripe
quest-rate =
    { $my_stars ->
        [0] ⭐ Valorar
       *[other] ⭐ Has dado { $my_stars }
    }
rating-ask =
    ⭐ <b>¿Qué tal fue?</b>

    { $from } → { $to }. { $side ->
        [carrier] ¿Qué tal quien envía?
       *[requester] ¿Qué tal el Carrier?
    } Pulsa las estrellas y lo que fue así, y escribe unas palabras si quieres. Nadie lee lo del otro antes de que los dos hayan valorado.
rating-text = ✍️ <i>{ $text }</i>
rating-tag =
    { $tag ->
        [on-time] puntual
        [friendly] amable
        [careful] con cuidado
        [well-packed] bien embalado
        [as-described] como se dijo
        [late] tarde
        [hard-to-reach] difícil de localizar
       *[rude] descortés
    }
rating-tick =
    { $on ->
        [1] ☑
       *[0] ☐
    } { $tag ->
        [on-time] Puntual
        [friendly] Amable
        [careful] Con cuidado
        [well-packed] Bien embalado
        [as-described] Como se dijo
        [late] Tarde
        [hard-to-reach] Difícil de localizar
       *[rude] Descortés
    }
rating-send = ✅ Enviar
note-rated = ⭐ Gracias. Lo leeréis los dos cuando la otra persona también valore, o cuando se acabe el plazo.
note-rated-both = ⭐ Gracias. Los dos habéis valorado, y ahora llega lo dicho.

tab-quests-some =
    🚚 <b>CargoQuests</b>

    Entregas en marcha, la próxima recogida primero. Pulsa una para ver su tarjeta.
quest-short =
    { $side ->
        [carrier] 🎒
       *[requester] 📦
    } { $day } · { $from } → { $to }
