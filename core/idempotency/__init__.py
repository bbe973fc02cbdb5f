"""A request that is sent again, because its answer was lost, has one effect and the same answer.

The program that asks names its request by a key. Key and answer are written in the transaction of
the change, so both are there or neither. A refusal changes nothing and is not remembered.
"""
