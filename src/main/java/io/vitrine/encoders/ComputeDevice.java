package io.vitrine.encoders;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where tensors live and are computed: {@code auto} (the first GPU, else the CPU), {@code cpu} or {@code gpu:N}. */
public final class ComputeDevice {

    private static final Pattern GPU = Pattern.compile("gpu(?::(\\d{1,3}))?");

    private final Device device;

    private ComputeDevice(Device device) {
        this.device = device;
    }

    /**
     * Reads a device's name.
     *
     * @param gpus how many the engine can use
     * @throws UnusableEngineException when the name is unknown or this machine has no such GPU
     */
    static ComputeDevice parse(String name, int gpus) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        if (wanted.equals("cpu")) {
            return cpu();
        }
        if (wanted.equals("auto")) {
            return gpus > 0 ? new ComputeDevice(Device.gpu(0)) : cpu();
        }
        Matcher gpu = GPU.matcher(wanted);
        if (!gpu.matches()) {
            throw new UnusableEngineException(
                    "There is no device '" + name + "'.", "Set the device to auto, cpu or gpu:N.");
        }
        int number = gpu.group(1) == null ? 0 : Integer.parseInt(gpu.group(1));
        if (number >= gpus) {
            throw new UnusableEngineException(
                    "Device '" + name + "' is not there: the engine can use " + (gpus == 0 ? "no GPU" : range(gpus))
                            + ".",
                    "Set the device to auto or cpu, or give the engine its CUDA library and a driver as src/docs/gpu.md"
                            + " describes.");
        }
        return new ComputeDevice(Device.gpu(number));
    }

    private static String range(int gpus) {
        return gpus == 1 ? "gpu:0 only" : "gpu:0 to gpu:" + (gpus - 1) + " only";
    }

    /** The CPU, which is always there. */
    public static ComputeDevice cpu() {
        return new ComputeDevice(Device.cpu());
    }

    public boolean isGpu() {
        return device.isGpu();
    }

    Device device() {
        return device;
    }

    static Engine engine() {
        return EngineLoading.engine();
    }

    @Override
    public String toString() {
        return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
    }
}
