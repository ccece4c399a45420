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
     * @throws EncoderException when the name is unknown or this machine has no such GPU
     */
    public static ComputeDevice parse(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        if (wanted.equals("cpu")) {
            return new ComputeDevice(Device.cpu());
        }
        int gpus = engine().getGpuCount();
        if (wanted.equals("auto")) {
            return new ComputeDevice(gpus > 0 ? Device.gpu(0) : Device.cpu());
        }
        Matcher gpu = GPU.matcher(wanted);
        if (!gpu.matches()) {
            throw new EncoderException("Unknown device '" + name + "': use auto, cpu or gpu:N");
        }
        int number = gpu.group(1) == null ? 0 : Integer.parseInt(gpu.group(1));
        if (number >= gpus) {
            throw new EncoderException("Device '" + name + "' is not there: the engine sees " + gpus
                    + " GPU(s); use auto or cpu, or install the CUDA build of libtorch");
        }
        return new ComputeDevice(Device.gpu(number));
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
        return Engine.getEngine("PyTorch");
    }

    @Override
    public String toString() {
        return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
    }
}
