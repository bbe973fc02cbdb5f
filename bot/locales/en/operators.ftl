# What operators read in their own group.

operators-test = 🩺 Peer-Cargo's doctor was here: messages to this chat arrive.
