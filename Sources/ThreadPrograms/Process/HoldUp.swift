import Glibc

/// For how long a program's thread has held the others up: in its own code, or where nobody here sees what it waits for. Time in which
/// the machine let none of the program's threads run does not count.
struct HoldUp {
    /// After so many seconds it is told.
    private static let limit = 2.0

    private let process: ProgramProcess
    private var computed: Double
    private var held = 0.0
    private var isTold = false
    /// In the last of these intervals.
    private(set) var computes = false

    init(_ process: ProgramProcess) {
        self.process = process
        computed = process.processorTime
    }

    /// Counts one more interval of waiting, as long as `Patience.interval`.
    ///
    /// - Returns: whether it has become long enough to be told, which it does once.
    mutating func lasts() -> Bool {
        let time = process.processorTime
        defer { computed = time }
        computes = time > computed
        if computes { held += min(time - computed, 0.1) } else if !process.isReady { held += 0.1 }
        guard !isTold, held >= Self.limit else { return false }
        isTold = true
        return true
    }
}

extension ProgramProcess {
    /// The processor's time that it has used so far, in seconds.
    fileprivate var processorTime: Double {
        var clock = clockid_t()
        var time = timespec()
        guard clock_getcpuclockid(id, &clock) == 0, clock_gettime(clock, &time) == 0 else { return 0 }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Whether one of its threads could run, were it let.
    fileprivate var isReady: Bool {
        guard let tasks = opendir("/proc/\(id)/task") else { return false }
        defer { closedir(tasks) }
        while let entry = readdir(tasks) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.first != ".", isReady(task: name) { return true }
        }
        return false
    }

    /// The state is the word behind the name, which is in parentheses and may have others in it.
    private func isReady(task: String) -> Bool {
        guard let file = fopen("/proc/\(id)/task/\(task)/stat", "re") else { return false }
        defer { fclose(file) }
        return withUnsafeTemporaryAllocation(byteCount: 512, alignment: 1) { text in
            let count = fread(text.baseAddress, 1, text.count, file)
            guard let end = text[..<count].lastIndex(of: UInt8(ascii: ")")), end + 2 < count else {
                return false
            }
            return text[end + 2] == UInt8(ascii: "R")
        }
    }
}
