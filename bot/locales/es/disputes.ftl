# Algo va mal: una queja, lo que dice la otra parte, una decisión, un recurso.

problem =
    { $problem ->
        [not-arrived] 📭 No ha llegado
        [damaged] 💔 Está dañado
        [wrong-contents] 🔍 Dentro hay otra cosa
       *[other] ❔ Otra cosa
    }
quest-complain = 🚩 Algo va mal
quest-say = 💬 Contar cómo fue
quest-case = 📄 Lo que se dijo
quest-withdraw = 🤝 Está resuelto
quest-withdraw-sure = 🤝 Sí, está resuelto
quest-not-solved = ‹ Todavía no
quest-agree = 👍 De acuerdo
quest-appeal = ⚖️ Recurrir
quest-state-disputed =
    { $complaint ->
        [decided] ⚖️ Una persona ha decidido: { $to_carrier } para el Carrier, { $to_requester } de vuelta a quien envía.{ $has_why ->
            [1] { " " }<i>«{ $why }»</i>
           *[0] { "" }
        } { $was_appealed ->
            [1] Es definitivo.
           *[0] { $agrees ->
                [1] Estás de acuerdo. Se hará en cuanto la otra parte también lo esté, o el { $final_at }.
               *[0] Se hará cuando ambos estéis de acuerdo, o el { $final_at }. Hasta entonces cualquiera puede recurrir, una vez.
            }
        }
        [appealed] ⚖️ Hay un recurso. Se mirará otra vez antes del { $decide_by }, y esa decisión es definitiva. Hasta entonces el dinero se queda donde está.
       *[open] { $is_mine ->
            [1] 🚩 Avisaste: { $problem }. { $has_answered ->
                [1] La otra parte ha contestado{ $has_said ->
                    [1] : <i>«{ $said }»</i>
                   *[0] .
                } Una persona decide antes del { $decide_by }.
               *[0] La otra parte puede contestar hasta el { $answer_by }; luego una persona decide antes del { $decide_by }.
            } Hasta entonces el dinero se queda donde está.
           *[0] 🚩 La otra parte avisa: { $problem }.{ $has_said ->
                [1] { " " }<i>«{ $said }»</i>
               *[0] { "" }
            } { $has_answered ->
                [1] Has contestado. Una persona decide antes del { $decide_by }.
               *[0] Cuenta cómo lo ves antes del { $answer_by }, con fotos si las tienes; luego una persona decide.
            } Hasta entonces el dinero se queda donde está.
        }
    }
quest-state-resolved =
    ⚖️ Resuelto. { $side ->
        [carrier] { $has_kept ->
            [1] { $needs_account ->
                [1] { $kept } son tuyos. Di a Stripe a qué banco van, y estarán en camino.
               *[0] { $kept } son tuyos.
            }
           *[0] El dinero vuelve a quien envía.
        }
       *[requester] { $has_back ->
            [1] { $back } vuelven a ti; los bancos tardan de cinco a diez días.
           *[0] El Carrier se ha ganado el dinero.
        }
    }{ $has_why ->
        [1] { " " }<i>«{ $why }»</i>
       *[0] { "" }
    }
problem-ask =
    🚩 <b>¿Qué va mal?</b>

    { $from } → { $to }. El dinero se queda donde está mientras se mira, y también se pregunta a la otra parte.
problem-tell =
    { $telling ->
        [complaint] ✍️ <b>¿Qué ha pasado?</b>
        [more] ✍️ <b>¿Cómo fue?</b>
       *[appeal] ⚖️ <b>¿Por qué hay que mirarlo otra vez?</b>
    }

    Escríbelo en un mensaje y envía fotos hechas por ti. Lo leen la otra parte y una persona de la plataforma. Después pulsa «Enviar».
problem-text = 💬 <i>{ $text }</i>
problem-photos =
    { $photos ->
        [one] 🖼 Una foto
       *[other] 🖼 { $photos } fotos
    }
problem-send = ✅ Enviar
note-complaint-sent = 🚩 Avisado. Se pregunta a la otra parte, y la tarjeta dice cómo sigue.
note-more-sent = 💬 Anotado. Lo pueden leer la otra parte y la persona que decide.
note-appeal-sent = ⚖️ El recurso está hecho. Lo que se decida ahora es definitivo.
note-forwarded-photo = 📷 Una foto reenviada no prueba nada. Envía una hecha por ti.
case-word =
    <b>{ $side ->
        [carrier] 🎒 Carrier
       *[requester] 📦 Quien envía
    }</b>, { $at }{ $has_text ->
        [1] : { $text }
       *[0] : 🖼
    }
toast-quest-withdraw-ask =
    { $is_paid_out ->
        [1] 🤝 La queja se cierra y { $price } van al Carrier enseguida. ¿Está resuelto?
       *[0] 🤝 La queja se cierra y la entrega sigue donde estaba. ¿Está resuelto?
    }
toast-quest-withdrawn = 🤝 Cerrado. La otra parte lo sabe.
toast-quest-agreed = 👍 Anotado.

notice-operators-complaint =
    { $is_appeal ->
        [1] ⚖️ <b>Un recurso</b>: { $problem }
       *[0] { $is_more ->
            [1] 💬 <b>Se dijo algo más sobre una queja</b>: { $problem }
           *[0] 🚩 <b>Una queja</b>: { $problem }
        }
    }
    peercargo dispute show { $id }
notice-operators-complaint-late =
    ⏰ <b>Una queja espera demasiado una decisión</b>
    peercargo dispute show { $id }
notice-operators-evidence = 🖼 Prueba: peercargo dispute show { $id }

refused-nothing-to-complain-of = 🚩 Ahora no hay nada así de lo que avisar. Antes del encuentro previsto nadie llega tarde.
refused-complained-too-often = 🚩 Has avisado de { $most } problemas con esta entrega, y es el máximo. /help lleva a una persona.
refused-complaint-is-elsewhere = 🚩 Esto ha avanzado entretanto. La tarjeta dice cómo está: /quests
refused-only-who-complained = 🤝 Solo quien avisó del problema puede decir que está resuelto.
refused-word-missing = ✍️ Escribe qué ha pasado, o envía una foto.
refused-word-too-long = ✂️ Como mucho { $most } caracteres, por favor; estos son { $length }.
refused-too-many-words = ✋ Has dicho algo { $most } veces, y es el máximo. Una persona lo lee todo.
refused-too-many-evidence-photos = 🖼 Como mucho { $most } fotos a la vez, por favor.
refused-not-both-heard = ⏳ La otra parte puede contestar hasta el { $answer_by }; solo entonces se puede decidir.
refused-appealed-before = ⚖️ Ya hubo un recurso, así que lo decidido es definitivo.
refused-percent-out-of-range = ⚖️ Entre 0 y 100 por ciento, por favor.
refused-complaint-missing = 🚩 Ya nadie se queja de esta entrega. Su tarjeta dice cómo está: /quests
refused-claim-is-late = ⌛ Han pasado los días para avisar de un problema con esta entrega. /help lleva a una persona.
