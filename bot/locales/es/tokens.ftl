# Claves para programas: los tokens de la API REST.

profile-tokens = 🔑 Claves para programas

tokens-show =
    🔑 <b>Claves para programas</b>

    Con una clave, un programa hace aquí lo que haces tú: buscar viajes y paquetes, y publicarlos si se lo permites. Quien tiene la clave actúa en tu nombre, así que no se la des a nadie.
tokens-new = ➕ Nueva clave
tokens-unnamed = Clave del { $made }
tokens-name = ✏️ ¿Para qué es la clave? Escribe un nombre con el que la reconozcas, por ejemplo «portátil».
tokens-no-name = Sin nombre
tokens-scope = 🔑 ¿Qué puede hacer el programa?
tokens-read = 👁 Solo mirar
tokens-post = ✏️ Mirar, publicar, cambiar y cancelar
tokens-shown =
    🔑 <b>Tu nueva clave</b>

    <code>{ $secret }</code>

    ⚠️ Se muestra solo esta vez. Cópiala donde se vaya a usar y borra este mensaje.

    El programa la envía con cada petición, como <code>Authorization: Bearer …</code>. Lo que puede pedir se describe en { $docs }
tokens-one =
    🔑 <b>{ $name }</b>

    { $scope ->
        [read] 👁 Solo puede mirar
       *[other] ✏️ Puede mirar, publicar, cambiar y cancelar
    }
    📅 Creada: { $made }
tokens-used = 🕒 Último uso: { $used }
tokens-unused = 🕒 Aún sin usar
tokens-gone = 🔑 Esta clave ya no está.
tokens-revoke = 🗑 Revocar
tokens-sure = 🗑 <b>¿Revocar esta clave?</b> Los programas que la usan quedan fuera al instante, y no se puede recuperar.
tokens-revoke-yes = 🗑 Sí, revocarla
tokens-revoke-no = ‹ No, conservarla
tokens-revoked = ✅ La clave está revocada.
