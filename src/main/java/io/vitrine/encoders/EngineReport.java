package io.vitrine.encoders;

import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the engine found on this machine, and on what it computes because of that.
 *
 * @param wanted the device that was asked for
 * @param device the device that was chosen
 * @param library the native library that the engine runs on
 * @param usable how many GPUs that library can use
 * @param driver the NVIDIA driver and its GPUs, whether the library can use them or not
 * @param threads how many threads compute on the CPU
 */
public record EngineReport(
        String wanted, ComputeDevice device, NativeLibrary library, int usable, NvidiaDriver driver, int threads) {

    /**
     * Loads the engine and chooses a device.
     *
     * @throws UnusableEngineException when this machine has no such device, or has another native library than fits
     */
    public static EngineReport of(String wanted) {
        int usable = ComputeDevice.engine().getGpuCount();
        NativeLibrary library = NativeLibrary.in(Path.of(LibUtils.getLibtorchPath()), LibUtils.getVersion());
        NvidiaDriver driver = NvidiaDriver.onThisMachine();
        return new EngineReport(
                wanted, ComputeDevice.parse(wanted, usable), library, usable, driver, JniUtils.getNumThreads());
    }

    /** All of it in one line, such as {@code auto: no GPU seen by libtorch 2.7.1 (CPU build), computing on the CPU with 2 threads}. */
    public String sentence() {
        String place = device.isGpu()
                ? "computing on " + device + ", beside " + threads + " threads of the CPU"
                : "computing on the CPU with " + threads + (threads == 1 ? " thread" : " threads");
        return wanted + ": " + seen() + ", " + place;
    }

    private String seen() {
        String gpus = usable == 0 ? "no GPU" : usable == 1 ? "1 GPU" : usable + " GPUs";
        String seen = gpus + " seen by " + library;
        if (usable == 0 && !driver.gpus().isEmpty()) {
            String why = library.cuda() ? "; look after the driver" : ", which a CPU build cannot use";
            return seen + " though " + driver + " is there" + why + " (src/docs/gpu.md)";
        }
        return driver.version().isEmpty() ? seen : seen + " with " + driver;
    }

    /** The same by name. */
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("summary", sentence());
        details.put("wanted", wanted);
        details.put("device", device.toString());
        details.put("library", library.toString());
        details.put("usableGpus", usable);
        details.put("gpus", driver.gpus());
        details.put("driver", driver.version());
        details.put("threads", threads);
        return details;
    }
}
