package io.vitrine.encoders.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vitrine.encoders.EncoderException;
import java.io.IOException;
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
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SafetensorsTests {

    @TempDir
    Path directory;

    @Test
    void reads_float32_bit_by_bit() throws IOException {
        int[] bits = {
            0x00000000, 0x80000000, 0x3f800000, 0x00000001, 0x807fffff, 0x7f7fffff, 0x7f800000, 0xff800000, 0x7fc00000
        };
        ByteBuffer data = littleEndian(4 * bits.length);
        for (int value : bits) {
            data.putInt(value);
        }

        float[] read = only(file(header("F32", bits.length, data.capacity()), data));

        for (int i = 0; i < bits.length; i++) {
            assertThat(Float.floatToRawIntBits(read[i])).isEqualTo(bits[i]);
        }
    }

    @Test
    void reads_every_float16_exactly_as_its_bits_say() throws IOException {
        int count = 1 << 16;
        ByteBuffer data = littleEndian(2 * count);
        for (int bits = 0; bits < count; bits++) {
            data.putShort((short) bits);
        }

        float[] read = only(file(header("F16", count, data.capacity()), data));

        for (int bits = 0; bits < count; bits++) {
            assertThat(Float.compare(read[bits], float16(bits)))
                    .as("bits %04x", bits)
                    .isZero();
        }
    }

    @Test
    void reads_every_bfloat16_as_the_upper_half_of_a_float32() throws IOException {
        int count = 1 << 16;
        ByteBuffer data = littleEndian(2 * count);
        for (int bits = 0; bits < count; bits++) {
            data.putShort((short) bits);
        }

        float[] read = only(file(header("BF16", count, data.capacity()), data));

        for (int bits = 0; bits < count; bits++) {
            assertThat(Float.compare(read[bits], Float.intBitsToFloat(bits << 16)))
                    .as("bits %04x", bits)
                    .isZero();
        }
    }

    @Test
    void reads_integers_of_both_sizes() throws IOException {
        ByteBuffer data =
                littleEndian(24).putLong(-5).putLong(1L << 40).putInt(-7).putInt(30521);
        String header = """
                {"long":{"dtype":"I64","shape":[2],"data_offsets":[0,16]},"int":{"dtype":"I32","shape":[1,2],"data_offsets":[16,24]}}""";

        Map<String, StoredTensor> read = Safetensors.read(file(header, data));

        assertThat(tensor(read, "long").longs()).containsExactly(-5, 1L << 40);
        assertThat(tensor(read, "int").longs()).containsExactly(-7, 30521);
        assertThat(tensor(read, "int").shape()).isEqualTo(new Shape(1, 2));
    }

    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16"})
    void has_the_engine_read_the_same_numbers(TensorType type) throws IOException {
        int count = 1 << 16;
        ByteBuffer data = littleEndian(2 * count);
        for (int bits = 0; bits < count; bits++) {
            data.putShort((short) bits);
        }
        StoredTensor stored =
                tensor(Safetensors.read(file(header(type.name(), count, data.capacity()), data)), "weight");

        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager()) {
            NDArray read = stored.in(manager);

            assertThat(read.getDataType()).isEqualTo(DataType.FLOAT32);
            float[] numbers = read.toFloatArray();
            float[] expected = stored.floats();
            for (int bits = 0; bits < count; bits++) {
                assertThat(Float.compare(numbers[bits], expected[bits]))
                        .as("bits %04x", bits)
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F16"})
    void has_the_engine_own_what_it_has_read(TensorType type) throws IOException {
        Path file = directory.resolve("own.safetensors");
        Safetensors.write(file, Map.of("weight", new Safetensors.Values(new Shape(3), new float[] {1, 2, 3})), type);

        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager()) {
            NDArray read = tensor(Safetensors.read(file), "weight").in(manager);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.allocate((int) channel.size())); // shows in whatever maps the file
            }

            assertThat(read.toFloatArray()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void has_the_engine_read_scalars_empty_tensors_and_what_lies_at_an_odd_place() throws IOException {
        String header = """
                {"scalar":{"dtype":"F32","shape":[],"data_offsets":[1,5]},"first":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},\
                "empty":{"dtype":"F32","shape":[0,3],"data_offsets":[5,5]}}""";
        Map<String, StoredTensor> stored =
                Safetensors.read(file(header, littleEndian(5).put((byte) 7).putFloat(4.5f)));

        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager()) {
            assertThat(tensor(stored, "scalar").in(manager).toFloatArray()).containsExactly(4.5f);
            assertThat(tensor(stored, "empty").in(manager).getShape()).isEqualTo(new Shape(0, 3));
        }
    }

    @Test
    void takes_metadata_scalars_empty_tensors_and_padding_of_the_header() throws IOException {
        String header = """
                {"__metadata__":{"format":"pt"},"scalar":{"dtype":"F32","shape":[],"data_offsets":[0,4]},\
                "empty":{"dtype":"F32","shape":[0,3],"data_offsets":[4,4]}}     """;

        Map<String, StoredTensor> read =
                Safetensors.read(file(header, littleEndian(4).putFloat(4.5f)));

        assertThat(read).containsOnlyKeys("scalar", "empty");
        assertThat(tensor(read, "scalar").floats()).containsExactly(4.5f);
        assertThat(tensor(read, "empty").floats()).isEmpty();
    }

    @Test
    void reads_back_what_it_wrote() throws IOException {
        Map<String, Safetensors.Values> tensors = new LinkedHashMap<>();
        tensors.put("weight", new Safetensors.Values(new Shape(2, 3), new float[] {1, -2, 3.5f, 0, 1e-3f, 65504}));
        tensors.put("bias", new Safetensors.Values(new Shape(1), new float[] {0.25f}));
        Path exact = directory.resolve("float32.safetensors");
        Path half = directory.resolve("float16.safetensors");

        Safetensors.write(exact, tensors, TensorType.F32);
        Safetensors.write(half, tensors, TensorType.F16);

        assertThat(tensor(Safetensors.read(exact), "weight").floats()).containsExactly(1, -2, 3.5f, 0, 1e-3f, 65504);
        assertThat(tensor(Safetensors.read(half), "weight").floats())
                .containsExactly(1, -2, 3.5f, 0, Float.float16ToFloat(Float.floatToFloat16(1e-3f)), 65504);
        assertThat(tensor(Safetensors.read(half), "bias").floats()).containsExactly(0.25f);
        assertThat(Safetensors.read(exact).keySet()).containsExactly("weight", "bias");
    }

    @Test
    void reads_behind_the_second_gibibyte() throws IOException {
        String header = """
                {"low":{"dtype":"U8","shape":[1610612736],"data_offsets":[0,1610612736]},\
                "high":{"dtype":"U8","shape":[1610612736],"data_offsets":[1610612736,3221225472]},\
                "last":{"dtype":"F32","shape":[2],"data_offsets":[3221225472,3221225480]}}""";
        Path file = file(header, littleEndian(0));
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE)) { // the rest is a hole, not disk space
            channel.write(littleEndian(8).putFloat(1.5f).putFloat(-2).flip(), channel.size() + 3221225472L);
        }

        assertThat(tensor(Safetensors.read(file), "last").floats()).containsExactly(1.5f, -2);
    }

    @Test
    void refuses_a_missing_file_and_names_it() {
        Path missing = directory.resolve("missing.safetensors");

        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> Safetensors.read(missing))
                .withMessageContaining("missing.safetensors");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 40, 71})
    void refuses_a_file_cut_short_anywhere(int length) throws IOException {
        Path whole = file(header("F32", 2, 8), littleEndian(8));
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(directory.resolve("cut.safetensors"), Arrays.copyOf(bytes, length));

        assertRefused(cut);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 0, 1, 1L << 31, 1L << 32, (1L << 32) + 60, 100_000_001})
    void refuses_an_impossible_header_length_without_reserving_memory_for_it(long length) throws IOException {
        ByteBuffer bytes = littleEndian(80).putLong(length);
        Path file = Files.write(directory.resolve("huge.safetensors"), bytes.array());

        assertRefused(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "5",
                "{\"weight\":",
                "{\"weight\":5}",
                "{\"weight\":{}}",
                "{\"weight\":{\"dtype\":\"F32\",\"shape\":[2]}}",
                "{\"weight\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}",
                "{\"weight\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}}",
                "{\"weight\":{\"dtype\":\"F32\",\"shape\":[\"2\"],\"data_offsets\":[0,8]}}",
                "{\"weight\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
                "{\"weight\":{\"dtype\":\"F32\",\"shape\":[2,1.5],\"data_offsets\":[0,8]}}",
                "{\"weight\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,16]}}",
                "{\"weight\":{\"shape\":[2],\"data_offsets\":[0,8]}}",
            })
    void refuses_a_header_that_does_not_describe_tensors(String header) throws IOException {
        assertRefused(file(header, littleEndian(8)));
    }

    @Test
    void refuses_shapes_whose_size_overflows() throws IOException {
        assertRefused(file(
                "{\"weight\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,8]}}",
                littleEndian(8)));
        assertRefused(file(
                "{\"weight\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}",
                littleEndian(8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,16", "-8,0", "8,0", "4,12", "0,4", "9223372036854775800,9223372036854775807"})
    void refuses_offsets_beyond_the_data_or_at_odds_with_the_shape(String offsets) throws IOException {
        assertRefused(file(
                "{\"weight\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[" + offsets + "]}}", littleEndian(8)));
    }

    @Test
    void refuses_tensors_that_overlap() throws IOException {
        String header = """
                {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""";

        assertRefused(file(header, littleEndian(12)));
    }

    @Test
    void refuses_a_name_that_occurs_twice() throws IOException {
        String header = """
                {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""";

        assertRefused(file(header, littleEndian(8)));
    }

    @Test
    void does_not_mind_a_tensor_of_an_unreadable_type_until_it_is_asked_for() throws IOException {
        String header = """
                {"mask":{"dtype":"BOOL","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""";
        Path file = file(header, littleEndian(8));

        assertThatNoException().isThrownBy(() -> Safetensors.read(file));
        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> tensor(Safetensors.read(file), "mask").floats())
                .withMessageContaining("BOOL");
    }

    private void assertRefused(Path file) {
        assertThatExceptionOfType(EncoderException.class)
                .isThrownBy(() -> Safetensors.read(file))
                .withMessageContaining(file.getFileName().toString());
    }

    private static float[] only(Path file) {
        return tensor(Safetensors.read(file), "weight").floats();
    }

    private static StoredTensor tensor(Map<String, StoredTensor> tensors, String name) {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new AssertionError("No tensor " + name + " among " + tensors.keySet());
        }
        return tensor;
    }

    private static String header(String type, int elements, int bytes) {
        return "{\"weight\":{\"dtype\":\"" + type + "\",\"shape\":[" + elements + "],\"data_offsets\":[0," + bytes
                + "]}}";
    }

    private Path file(String header, ByteBuffer data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = littleEndian(8 + json.length + data.capacity());
        file.putLong(json.length).put(json).put(data.array());
        return Files.write(directory.resolve("weights.safetensors"), file.array());
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Decodes an IEEE 754 half by the definition: sign, five bits of exponent, ten of fraction. */
    private static float float16(int bits) {
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        double sign = bits >> 15 == 0 ? 1 : -1;
        if (exponent == 31) {
            return fraction == 0 ? (float) (sign * Double.POSITIVE_INFINITY) : Float.NaN;
        }
        return (float)
                (exponent == 0 ? sign * fraction * 0x1p-24 : sign * (1024 + fraction) * Math.pow(2, exponent - 25));
    }
}
