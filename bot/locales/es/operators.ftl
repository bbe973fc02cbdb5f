# Lo que leen los operadores en su grupo.

operators-test = 🩺 Ha pasado el médico de Peer-Cargo: los mensajes llegan a este chat.
