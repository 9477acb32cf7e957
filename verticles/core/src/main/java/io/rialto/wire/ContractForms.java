package io.rialto.wire;

import io.netty.buffer.ByteBuf;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.StoredMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The forms of what the contract has that is no record. */
final class ContractForms {
    private ContractForms() {}

    /** By class; {@code frames} is the form of frames, once there is one. */
    static Map<Class<?>, Form<?>> all(Supplier<Form<Frame>> frames) {
        return Map.of(
                Content.class, new OfContent(),
                StoredMessage.class, new OfMessage(),
                Run.class, new OfRun(frames));
    }

    private static final class OfContent implements Form<Content> {
        @Override
        public void write(ByteBuf out, Content content) {
            Scalars.writeText(out, content.type());
            Scalars.writeBytes(out, content.bytes());
            Scalars.writeLong(out, content.attrs().size());
            content.attrs().forEach((name, value) -> {
                Scalars.writeText(out, name);
                Scalars.writeBytes(out, value);
            });
        }

        @Override
        public Content read(ByteBuf in) {
            String type = Scalars.readText(in);
            byte[] bytes = Scalars.readBytes(in);
            int count = Scalars.readCount(in, 2);
            Map<String, byte[]> attrs = new HashMap<>(count * 2);
            for (int i = 0; i < count; i++) {
                attrs.put(Scalars.readText(in), Scalars.readBytes(in));
            }
            return new Content(type, bytes, attrs);
        }
    }

    private static final class OfMessage implements Form<StoredMessage> {
        private final Form<String> cmid = new OrNull<>(Scalars.TEXT);
        private final OfContent content = new OfContent();

        @Override
        public void write(ByteBuf out, StoredMessage message) {
            Scalars.writeLong(out, message.mid().value());
            Scalars.writeText(out, message.room().value());
            Scalars.writeLong(out, message.cseq());
            Scalars.writeText(out, message.from().value());
            cmid.write(out, message.cmid().orElse(null));
            Scalars.writeLong(out, message.ts());
            content.write(out, message.content());
        }

        @Override
        public StoredMessage read(ByteBuf in) {
            return new StoredMessage(
                    new MessageId(Scalars.readLong(in)),
                    new RoomId(Scalars.readText(in)),
                    Scalars.readLong(in),
                    new AccountId(Scalars.readText(in)),
                    cmid.read(in),
                    Scalars.readLong(in),
                    content.read(in));
        }
    }

    private record OfRun(Supplier<Form<Frame>> frame) implements Form<Run> {
        @Override
        public void write(ByteBuf out, Run run) {
            Scalars.writeText(out, run.topic());
            Scalars.writeLong(out, run.epoch());
            Scalars.writeLong(out, run.frames().size());
            Form<Frame> form = frame.get();
            run.frames().forEach(one -> form.write(out, one));
        }

        @Override
        public Run read(ByteBuf in) {
            String topic = Scalars.readText(in);
            long epoch = Scalars.readLong(in);
            int count = Scalars.readCount(in, 1);
            if (count == 0) {
                throw new Garbled("a run without frames");
            }
            List<Frame> frames = new ArrayList<>(count);
            Form<Frame> form = frame.get();
            for (int i = 0; i < count; i++) {
                frames.add(form.read(in));
            }
            return new Run(topic, epoch, frames);
        }
    }
}
