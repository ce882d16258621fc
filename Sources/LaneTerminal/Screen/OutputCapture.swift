import Glibc

/// Redirects standard output or standard error while the screen is open, so that a message (Swift's "Fatal error: …", a
/// library's complaint, a `print` by code that knows of no screen) neither garbles the screen nor is lost with it.
///
/// While captured, the descriptor is a pipe that an `OutputReader` empties; released, it is the terminal again, and the last part of
/// what was written meanwhile follows. One that is no terminal is left alone: then nothing happens.
///
/// Plain bits and raw calls: `release` is async-signal-safe, and may run twice. A `FileDescriptor` throws, and so may allocate.
struct OutputCapture {
    private let descriptor: Int32
    private let terminal: Int32
    /// The same terminal, without waiting for it.
    private let patientTerminal: Int32
    let reading: Int32
    private let writing: Int32
    private let ring = OutputRing()

    /// - Returns: nil where there are too few descriptors; `errno` says so.
    init?(_ descriptor: Int32) {
        self.descriptor = descriptor
        guard isatty(descriptor) == 1 else {
            (terminal, patientTerminal, reading, writing) = (-1, -1, -1, -1)
            return
        }
        var ends: [Int32] = [-1, -1]
        terminal = Descriptors.duplicate(descriptor)
        let isOpen = terminal >= 0 && pipe(&ends) == 0
        (reading, writing) = (ends[0], ends[1])
        // Opened anew, it can be told not to block without telling whoever else has it.
        let again = open("/proc/self/fd/\(descriptor)", O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        patientTerminal = again >= 0 ? again : Descriptors.duplicate(descriptor)
        guard isOpen, patientTerminal >= 0 else {
            let error = errno
            close()
            errno = error
            return nil
        }
        Descriptors.prepare(reading)
        _ = fcntl(writing, F_SETFD, FD_CLOEXEC)
    }

    func capture() {
        guard writing >= 0 else { return }
        _ = dup2(writing, descriptor)
    }

    /// Takes what has been written; only for whoever holds the rings. Async-signal-safe.
    func fill() -> Bool { reading >= 0 && ring.fill(from: reading) }

    /// The descriptor is the terminal again, and gets what was written meanwhile.
    func release() {
        guard begin() else { return }
        while let part = ring.nextPart(limit: OutputRing.capacity) {
            Descriptors.writeAll(patientTerminal, part.baseAddress, part.count)
            ring.give(part.count)
        }
        OutputReader.letGo()
    }

    /// The same, until `isInterrupted`, which is asked while the terminal takes nothing, too.
    func release(until isInterrupted: () -> Bool) {
        guard begin() else { return }
        while !isInterrupted(), let part = ring.nextPart(limit: 4096), let start = part.baseAddress {
            let count = write(patientTerminal, start, part.count)
            if count > 0 {
                ring.give(count)
            } else if errno == EAGAIN {
                var polled = pollfd(fd: patientTerminal, events: Int16(POLLOUT), revents: 0)
                _ = poll(&polled, 1, 50)
            } else if errno != EINTR {
                break
            }
        }
        ring.giveUp()
        OutputReader.letGo()
    }

    /// What has been written since the last call.
    func takeNews() -> (dropped: Int, bytes: [UInt8]) {
        guard reading >= 0 else { return (0, []) }
        OutputReader.hold()
        defer { OutputReader.letGo() }
        return ring.takeNews()
    }

    private func begin() -> Bool {
        guard writing >= 0 else { return false }
        _ = dup2(terminal, descriptor)
        OutputReader.hold()
        // No more than the pipe has: others may go on writing to it.
        var attempts = 64
        while attempts > 0, fill() { attempts -= 1 }
        if ring.dropped > 0 { tellDropped(ring.dropped) }
        return true
    }

    /// Numbers without strings, which would allocate.
    private func tellDropped(_ count: Int) {
        tell("[")
        var divisor = 1
        while count / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            var digit = UInt8(ascii: "0") + UInt8(count / divisor % 10)
            Descriptors.writeAll(patientTerminal, &digit, 1)
            divisor /= 10
        }
        tell(" bytes of earlier output are left out]\n")
    }

    private func tell(_ text: StaticString) {
        Descriptors.writeAll(patientTerminal, text.utf8Start, text.utf8CodeUnitCount)
    }

    /// After `release`, when neither a signal handler nor a reader can be using this any more.
    func close() {
        ring.deallocate()
        for number in [terminal, patientTerminal, reading, writing] where number >= 0 {
            _ = Glibc.close(number)
        }
    }
}
