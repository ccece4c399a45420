package io.vitrine.encoders.weights;

import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.EncoderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The safetensors format: a little-endian 64-bit header length, a JSON header of {@code name → dtype, shape,
 * data_offsets}, then the tensors' bytes. Reading maps the file and copies nothing until a tensor is used.
 */
public final class Safetensors {

    private static final String METADATA = "__metadata__";
    private static final long LARGEST_HEADER = 100_000_000;
    private static final ValueLayout.OfLong LENGTH = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Safetensors() {}

    /**
     * Reads a file's tensors, in the header's order.
     *
     * @throws EncoderException when the file is missing or is not a well-formed safetensors file
     */
    public static Map<String, StoredTensor> read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return parse(file, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
        } catch (IOException e) {
            throw new EncoderException("Cannot read weights from " + file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, StoredTensor> parse(Path file, MemorySegment all) {
        long headerLength = all.byteSize() < 8 ? -1 : all.get(LENGTH, 0);
        if (headerLength < 2 || headerLength > Math.min(LARGEST_HEADER, all.byteSize() - 8)) {
            throw malformed(file, "its header length is impossible; the file may be cut short or be of another format");
        }
        byte[] header = all.asSlice(8, headerLength).toArray(ValueLayout.JAVA_BYTE);
        MemorySegment data = all.asSlice(8 + headerLength);
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        NavigableMap<Long, Long> taken = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : header(file, header).properties()) {
            if (!entry.getKey().equals(METADATA)) {
                tensors.put(entry.getKey(), tensor(file, entry.getKey(), entry.getValue(), data, taken));
            }
        }
        return tensors;
    }

    private static JsonNode header(Path file, byte[] header) {
        try {
            JsonNode root = JSON.readTree(header);
            if (!root.isObject()) {
                throw malformed(file, "its header is not a JSON object");
            }
            return root;
        } catch (JacksonException e) {
            throw malformed(file, "its header is not valid JSON (" + e.getOriginalMessage() + ")");
        }
    }

    /** One tensor's place in the data; {@code taken} collects where tensors begin and end, since none may share bytes. */
    private static StoredTensor tensor(
            Path file, String name, JsonNode entry, MemorySegment data, NavigableMap<Long, Long> taken) {
        TensorType type = TensorType.named(entry.path("dtype").asString(""));
        if (type == null) {
            throw malformed(file, "tensor '" + name + "' has the unknown type " + entry.path("dtype"));
        }
        long[] shape = wholeNumbers(file, name, entry, "shape");
        long[] offsets = wholeNumbers(file, name, entry, "data_offsets");
        long bytes = type.bytes();
        for (long dimension : shape) {
            bytes = dimension == 0 || bytes <= data.byteSize() / dimension ? bytes * dimension : Long.MAX_VALUE;
        }
        if (offsets.length != 2 || offsets[1] > data.byteSize() || offsets[1] - offsets[0] != bytes) {
            throw malformed(
                    file,
                    "tensor '" + name + "' lies at bytes " + Arrays.toString(offsets) + " of " + data.byteSize()
                            + ", which does not fit its type and shape " + Arrays.toString(shape));
        }
        Map.Entry<Long, Long> before = taken.lowerEntry(offsets[1]);
        if (bytes > 0 && before != null && before.getValue() > offsets[0]) {
            throw malformed(file, "tensor '" + name + "' overlaps another one");
        }
        if (bytes > 0) {
            taken.put(offsets[0], offsets[1]);
        }
        if (bytes > Integer.MAX_VALUE) {
            throw malformed(file, "tensor '" + name + "' has " + bytes + " bytes; at most 2 GiB are read");
        }
        ByteBuffer slice = data.asSlice(offsets[0], bytes).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        return new StoredTensor(type, new Shape(shape), slice);
    }

    private static long[] wholeNumbers(Path file, String name, JsonNode entry, String field) {
        JsonNode array = entry.path(field);
        long[] numbers = new long[array.size()];
        boolean valid = array.isArray();
        for (int i = 0; i < numbers.length && valid; i++) {
            valid = array.get(i).canConvertToLong()
                    && array.get(i).isIntegralNumber()
                    && array.get(i).asLong() >= 0;
            numbers[i] = valid ? array.get(i).asLong() : -1;
        }
        if (!valid) {
            throw malformed(file, "tensor '" + name + "' has no usable " + field + ": " + array);
        }
        return numbers;
    }

    private static EncoderException malformed(Path file, String why) {
        return new EncoderException(file + " is not a well-formed safetensors file: " + why);
    }

    /** Numbers to be stored under a name; {@code values} are row-major. */
    public record Values(Shape shape, float[] values) {}

    /** Writes tensors as F32 or F16 and forces them to disk; the caller renames the file into place. */
    public static void write(Path file, Map<String, Values> tensors, TensorType type) {
        write(file, tensors, name -> type);
    }

    /** The same with a type for each tensor by its name. */
    public static void write(Path file, Map<String, Values> tensors, Function<String, TensorType> types) {
        ByteBuffer header = headerOf(tensors, types);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeFully(channel, header);
            for (Map.Entry<String, Values> tensor : tensors.entrySet()) {
                TensorType type = types.apply(tensor.getKey());
                float[] values = tensor.getValue().values();
                ByteBuffer data =
                        ByteBuffer.allocate(values.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
                for (float value : values) {
                    type.putFloat(data, value);
                }
                writeFully(channel, data.flip());
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write weights to " + file, e);
        }
    }

    private static ByteBuffer headerOf(Map<String, Values> tensors, Function<String, TensorType> types) {
        Map<String, Object> entries = new LinkedHashMap<>();
        long offset = 0;
        for (Map.Entry<String, Values> tensor : tensors.entrySet()) {
            TensorType type = types.apply(tensor.getKey());
            long end = offset + tensor.getValue().values().length * (long) type.bytes();
            entries.put(
                    tensor.getKey(),
                    Map.of(
                            "dtype", type.name(),
                            "shape", tensor.getValue().shape().getShape(),
                            "data_offsets", new long[] {offset, end}));
            offset = end;
        }
        byte[] json = JSON.writeValueAsBytes(entries);
        int padded = (json.length + 7) / 8 * 8;
        ByteBuffer header = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(padded).put(json).put(" ".repeat(padded - json.length).getBytes(StandardCharsets.US_ASCII));
        return header.flip();
    }

    private static void writeFully(FileChannel channel, ByteBuffer data) throws IOException {
        while (data.hasRemaining()) {
            channel.write(data);
        }
    }

    /** Forces a directory's entries to disk, so that a rename in it survives a power cut. */
    public static void forceDirectory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
