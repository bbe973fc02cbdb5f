# Lo que se cuenta por iniciativa propia: no responde a ninguna pulsación.

notice-our-fault = 😔 No hemos podido atender algo que enviaste, y es culpa nuestra. Los operadores lo saben. Inténtalo de nuevo o ve a /menu.
notice-operators-quarantine =
    🚨 <b>Se ha apartado una actualización</b>

    Tras { $attempts } intentos: { $error }
    Petición { $request }
notice-operators-undeliverable =
    🚨 <b>No se pudo enviar un mensaje</b>

    { $method }: { $error }
    Petición { $request }
