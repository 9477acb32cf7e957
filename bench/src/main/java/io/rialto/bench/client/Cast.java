package io.rialto.bench.client;

/** The clients of one kind of load: who they are, what they say. */
interface Cast {
    Wire subscriber(int index);

    Wire publisher(int index);

    Shape message(int publisher);
}
