# Lo que los operadores deciden sobre un Peer, y cómo lo encuentra.

conduct-ground =
    { $ground ->
        [rude] se trató a alguien sin respeto
        [spam] se publicó o envió lo mismo una y otra vez
        [no_show] se acordó un encuentro y no viniste
        [goods] iba a viajar algo que no está permitido
        [contact] se pidió pagar o hablar fuera de Peer-Cargo
        [fraud] hay sospecha de fraude
       *[rules] no se cumplieron las reglas
    }
notice-conduct-warned = ⚠️ Unas palabras de quienes llevan Peer-Cargo: { $ground }. Por ahora no cambia nada; tenlo en cuenta, por favor. Las reglas están en /help.
notice-conduct-suspended = ⏸ Haces una pausa hasta el { $until }: { $ground }. Hasta entonces no puedes publicar ni acordar nada nuevo. Lo que está en marcha sigue como siempre, y su dinero está seguro. Te aviso cuando termine la pausa.
notice-conduct-banned = ⛔️ Ya no puedes publicar ni acordar nada nuevo aquí: { $ground }. Lo que está en marcha sigue hasta el final, y su dinero está seguro.
notice-conduct-lifted = ✅ La pausa ha terminado: puedes publicar y acordar de nuevo. Qué bien tenerte de vuelta.
refused-peer-is-halted =
    { $has_end ->
        [1] ⏸ Estás en pausa hasta el { $until }, así que no puede empezar nada nuevo. Lo que está en marcha sigue como siempre.
       *[0] ⛔️ Aquí no puede empezar nada nuevo para ti. Lo que está en marcha sigue hasta el final.
    }
menu-halted =
    { $has_end ->
        [1] ⏸ Estás en pausa hasta el { $until }. Las entregas en marcha siguen como siempre.
       *[0] ⛔️ Aquí no puede empezar nada nuevo para ti. Las entregas en marcha siguen hasta el final.
    }
