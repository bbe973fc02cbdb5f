# Keys for programs: the tokens of the REST API.

profile-tokens = 🔑 Keys for programs

tokens-show =
    🔑 <b>Keys for programs</b>

    With a key, a program does here what you do: find trips and parcels, and post them if you let it. Whoever has the key acts as you, so give it to nobody.
tokens-new = ➕ New key
tokens-unnamed = Key of { $made }
tokens-name = ✏️ What is the key for? Write a name by which you will know it, such as “laptop”.
tokens-no-name = Without a name
tokens-scope = 🔑 What may the program do?
tokens-read = 👁 Only look
tokens-post = ✏️ Look, post, change and cancel
tokens-shown =
    🔑 <b>Your new key</b>

    <code>{ $secret }</code>

    ⚠️ It is shown this once. Copy it to where it will be used, and delete this message.

    The program sends it with each request, as <code>Authorization: Bearer …</code>. What it can ask is described at { $docs }
tokens-one =
    🔑 <b>{ $name }</b>

    { $scope ->
        [read] 👁 May only look
       *[other] ✏️ May look, post, change and cancel
    }
    📅 Made { $made }
tokens-used = 🕒 Last used { $used }
tokens-unused = 🕒 Not used yet
tokens-gone = 🔑 This key is gone.
tokens-revoke = 🗑 Revoke
tokens-sure = 🗑 <b>Revoke this key?</b> Programs that use it are locked out at once, and it cannot be brought back.
tokens-revoke-yes = 🗑 Yes, revoke it
tokens-revoke-no = ‹ No, keep it
tokens-revoked = ✅ The key is revoked.
