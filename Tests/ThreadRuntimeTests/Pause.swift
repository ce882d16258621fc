import Glibc

func pause(milliseconds: Int) { usleep(UInt32(milliseconds) * 1000) }

/// The number by which the system knows the calling thread, as its own entry in the process file system tells.
var systemThread: Int32 {
    var buffer = [CChar](repeating: 0, count: 64)
    let length = readlink("/proc/thread-self", &buffer, buffer.count)
    let path = String(decoding: buffer.prefix(max(length, 0)).map(UInt8.init), as: UTF8.self)
    return path.split(separator: "/").last.flatMap { Int32($0) } ?? 0
}

/// Whether the system knows a thread of this process by that number.
func exists(systemThread: Int32) -> Bool { access("/proc/self/task/\(systemThread)", F_OK) == 0 }
