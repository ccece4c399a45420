package io.vitrine.encoders;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The C interface of the engine's library, which is there for models compiled ahead of time (AOTInductor) and stays as it is from version
 * to version. A tensor is an address, the same as in the engine's Java interface. A new one belongs to the caller.
 *
 * <p>What goes wrong within the library it writes to the process's standard error, and says no more here than that it did.
 */
final class TorchInterface {

    /** The value of {@code c10::ScalarType}. */
    static final int BFLOAT16 = 15;

    /** Neither of these is in every library. */
    static final String LINEAR = "aoti_torch_cpu__linear_pointwise";

    static final String DISPATCH = "aoti_torch_call_dispatcher";

    private static final MethodHandle GET_TYPE = function("aoti_torch_get_dtype", ADDRESS, ADDRESS);
    private static final MethodHandle NEW_HANDLE = function("aoti_torch_new_tensor_handle", ADDRESS, ADDRESS);
    private static final MethodHandle EMPTY =
            function("aoti_torch_empty_strided", JAVA_LONG, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle COPY = function("aoti_torch_copy_", ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle VIEW =
            function("aoti_torch__reinterpret_tensor", ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);

    private TorchInterface() {}

    static int type(long tensor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment type = arena.allocate(JAVA_INT);
            check((int) GET_TYPE.invokeExact(MemorySegment.ofAddress(tensor), type));
            return type.get(JAVA_INT, 0);
        } catch (Throwable failure) {
            throw TorchFunction.failure(failure);
        }
    }

    /** A dense tensor whose numbers are whatever lies in its memory. */
    static long empty(long[] shape, int type, int deviceType, int device) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment made = arena.allocate(ADDRESS);
            check((int) EMPTY.invokeExact(
                    (long) shape.length,
                    arena.allocateFrom(JAVA_LONG, shape),
                    arena.allocateFrom(JAVA_LONG, strides),
                    type,
                    deviceType,
                    device,
                    made));
            return made.get(ADDRESS, 0).address();
        } catch (Throwable failure) {
            throw TorchFunction.failure(failure);
        }
    }

    /** Copies numbers from one tensor into another of the same shape, perhaps of another type. */
    static void copy(long to, long from) {
        try {
            check((int) COPY.invokeExact(MemorySegment.ofAddress(to), MemorySegment.ofAddress(from), 0));
        } catch (Throwable failure) {
            throw TorchFunction.failure(failure);
        }
    }

    /** Another tensor over the same memory, from an offset in numbers. */
    static long view(long whole, long[] shape, long[] strides, long offset) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment made = arena.allocate(ADDRESS);
            check((int) VIEW.invokeExact(
                    MemorySegment.ofAddress(whole),
                    (long) shape.length,
                    arena.allocateFrom(JAVA_LONG, shape),
                    arena.allocateFrom(JAVA_LONG, strides),
                    offset,
                    made));
            return made.get(ADDRESS, 0).address();
        } catch (Throwable failure) {
            throw TorchFunction.failure(failure);
        }
    }

    /** Operators that not every library has: to be touched where {@link FusedOperators#workIn} only. */
    static final class Fused {

        private static final MethodHandle RUN_LINEAR =
                function(LINEAR, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
        private static final MethodHandle RUN_ATTENTION = function(
                "aoti_torch_cpu__scaled_dot_product_flash_attention_for_cpu",
                ADDRESS,
                ADDRESS,
                ADDRESS,
                JAVA_DOUBLE,
                JAVA_INT,
                ADDRESS,
                ADDRESS,
                ADDRESS,
                ADDRESS);
        private static final MethodHandle RUN_DISPATCH = function(DISPATCH, ADDRESS, ADDRESS, ADDRESS);
        private static final MemorySegment REORDER = Arena.global().allocateFrom("mkldnn::_reorder_linear_weight");
        private static final MemorySegment NO_OVERLOAD = Arena.global().allocateFrom("");
        private static final MemorySegment NONE = Arena.global().allocateFrom("none");
        private static final MemorySegment GELU = Arena.global().allocateFrom("gelu");

        private Fused() {}

        /** A weight (out, in) in the layout that oneDNN multiplies by fastest. */
        static long packed(long weight) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment own = arena.allocate(ADDRESS);
                check((int) NEW_HANDLE.invokeExact(MemorySegment.ofAddress(weight), own));
                MemorySegment stack = arena.allocate(JAVA_LONG, 2); // the weight, which is taken away; no batch size
                stack.setAtIndex(JAVA_LONG, 0, own.get(ADDRESS, 0).address());
                check((int) RUN_DISPATCH.invokeExact(REORDER, NO_OVERLOAD, stack));
                return stack.getAtIndex(JAVA_LONG, 0);
            } catch (Throwable failure) {
                throw TorchFunction.failure(failure);
            }
        }

        static long linear(long x, long weight, long bias, boolean gelu) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment then = gelu ? GELU : NONE;
                MemorySegment made = arena.allocate(ADDRESS);
                check((int) RUN_LINEAR.invokeExact(
                        MemorySegment.ofAddress(x),
                        MemorySegment.ofAddress(weight),
                        optional(arena, bias),
                        then,
                        MemorySegment.NULL, // parameters of what follows the product
                        0L,
                        optional(arena, NONE.address()), // GELU's approximation
                        made));
                return made.get(ADDRESS, 0).address();
            } catch (Throwable failure) {
                throw TorchFunction.failure(failure);
            }
        }

        /** Scaled by 1/√D. The first result are the values' means, the second the logarithms of what they were divided by. */
        static long[] attention(long queries, long keys, long values, long mask) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment added = mask == 0 ? MemorySegment.NULL : optional(arena, mask);
                MemorySegment made = arena.allocate(ADDRESS, 2);
                check((int) RUN_ATTENTION.invokeExact(
                        MemorySegment.ofAddress(queries),
                        MemorySegment.ofAddress(keys),
                        MemorySegment.ofAddress(values),
                        0.0, // dropout
                        0, // not causal
                        added,
                        MemorySegment.NULL, // the usual scale
                        made,
                        made.asSlice(ADDRESS.byteSize())));
                return new long[] {
                    made.getAtIndex(ADDRESS, 0).address(),
                    made.getAtIndex(ADDRESS, 1).address()
                };
            } catch (Throwable failure) {
                throw TorchFunction.failure(failure);
            }
        }

        /** How an argument that may be left out is handed over. */
        private static MemorySegment optional(Arena arena, long address) {
            return arena.allocateFrom(ADDRESS, MemorySegment.ofAddress(address));
        }
    }

    private static MethodHandle function(String name, MemoryLayout... arguments) {
        return TorchFunction.of(name, FunctionDescriptor.of(JAVA_INT, arguments));
    }

    private static void check(int failed) {
        if (failed != 0) {
            throw new EncoderException(
                    "The engine's library refused an operation; its reason stands on standard error");
        }
    }
}
