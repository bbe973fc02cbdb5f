# Con quién quiere encontrarse un Peer: la valoración que pide y a quién ha bloqueado.

profile-demand = ⭐ Valoración mínima
profile-blocked = 🚫 Bloqueados

demand-ask =
    ⭐ <b>¿Qué valoración pides a los demás?</b>

    Te encuentras con Carriers y remitentes que tengan al menos esta, y no se avisa a nadie. Quien acaba de llegar cuenta como { NUMBER($newcomer, minimumFractionDigits: 1) } hasta que lo valoren.
demand-choice =
    { $is_now ->
        [1] ✅
       *[0] ⭐
    } { $demand ->
        [0] Sin mínimo
       *[other] { NUMBER($demand, minimumFractionDigits: 1) } o más
    }
note-demand-set = ⭐ Anotado. Vale desde ahora; las ofertas abiertas siguen.

blocked-none =
    🚫 <b>Bloqueados</b>

    No has bloqueado a nadie. La tarjeta de una oferta tiene «🚫 No mostrarme a esta persona», por si prefieres no volver a encontrarla.
blocked-some =
    🚫 <b>Bloqueados</b>

    No ves nada suyo, ni ellos nada tuyo. Aquí nadie tiene nombre, así que cada cual figura con el día y el paquete que os reunió.
blocked-short =
    🚫 { $day }{ $met ->
        [nowhere] { "" }
       *[other] { " " }· { $from } → { $to }
    }
blocked-one =
    🚫 <b>Bloqueo del { $day }</b>

    { $met ->
        [carrier] 🧳 Un Carrier para tu paquete { $from } → { $to }, al final por { $price }.
        [requester] 📦 Quien enviaba un paquete { $from } → { $to }, al final por { $price }.
       *[nowhere] Lo que os reunió ya no se guarda.
    }
blocked-gone = ✅ Esta persona ya no está bloqueada.
blocked-unblock = ✅ Desbloquear
note-unblocked = ✅ Desbloqueado. Podéis volver a encontraros.
