import CMalloc
import Glibc

/// The bytes that the process has at the moment.
struct Memory {
    /// Asked for and not given back, with what the allocator adds.
    let allocated: Int
    /// In pages that are there.
    let resident: Int

    init() {
        malloc_trim(0)
        let books = mallinfo2()
        allocated = Int(books.uordblks + books.hblkhd)
        resident = Self.residentPages * sysconf(Int32(_SC_PAGESIZE))
    }

    private static var residentPages: Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 128)
        let count = fread(&bytes, 1, bytes.count, file)
        let fields = bytes.prefix(count).split(separator: UInt8(ascii: " "))
        return fields.count > 1 ? Int(String(decoding: fields[1], as: UTF8.self)) ?? 0 : 0
    }
}
