import CWatchRecords
import Glibc

/// What a watched program has loaded, and what the addresses in it are called.
struct ProgramImage {
    private final class Module {
        let path: String
        let range: watch_range
        /// Whether it belongs to the system: what calls from there was called from elsewhere.
        let isSystem: Bool
        lazy var symbols = SymbolTable(path: path)
        lazy var lines: LineTable? = symbols.hasLines ? LineTable(path: path) : nil

        init(_ range: watch_range, _ path: String) {
            self.path = path
            self.range = range
            isSystem = ["/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/"].contains { path.hasPrefix($0) }
        }
    }

    /// A place in the program's text, with what it is called there.
    struct Place {
        let function: String
        /// Nil where the program does not say.
        let line: (file: String, number: UInt32)?
        /// Of the system's own, or of a header of it.
        let isSystem: Bool
    }

    private let area: WatchArea
    private let process: pid_t
    private var modules: [Module] = []
    /// How often the process had executed another program when what is told happened.
    private var execution: UInt64 = 0

    init(_ area: WatchArea, process: pid_t) {
        self.area = area
        self.process = process
    }

    /// The process executes another program now.
    mutating func reload() {
        modules = []
        execution += 1
    }

    // MARK: Questions

    /// Where a call was made that returns to this address. The first that is none of the system's, or the last.
    mutating func place(returningTo address: UInt64) -> Place? {
        // The call is before.
        guard address > 0, let module = module(at: address - 1) else { return nil }
        let own = address - 1 - module.range.bias
        let symbol = module.symbols.function(at: own)
        for place in module.lines?.places(at: own) ?? [] where !Self.isHeader(place.file) {
            return Place(
                function: place.function, line: (place.file, place.line), isSystem: module.isSystem)
        }
        guard let symbol else { return nil }
        let isHeader = module.lines?.places(at: own).isEmpty == false
        return Place(
            function:
                "\(Self.withoutParameters(Self.readable(symbol.name)))+0x\(String(symbol.offset + 1, radix: 16))",
            line: nil,
            isSystem: module.isSystem || isHeader)
    }

    /// The name of the function that begins there.
    mutating func function(at address: UInt64) -> String? {
        guard let module = module(at: address), !module.isSystem else { return nil }
        return module.symbols.function(at: address - module.range.bias).map {
            Self.withoutParameters(Self.readable($0.name))
        }
    }

    /// The name of the variable at an address; of an array of things of that size, with the index.
    mutating func variable(at address: UInt64, size: Int) -> String? {
        guard let module = module(at: address),
            let symbol = module.symbols.object(at: address - module.range.bias)
        else { return nil }
        let name = Self.readable(symbol.name)
        let size = UInt64(max(size, 1))
        if symbol.size == size || symbol.size < size { return name }
        if symbol.size % size == 0, symbol.offset % size == 0 { return "\(name)[\(symbol.offset / size)]" }
        return symbol.offset == 0 ? name : "\(name)+\(symbol.offset)"
    }

    // MARK: What is loaded

    private mutating func module(at address: UInt64) -> Module? {
        if let module = known(address) { return module }
        // Some come later, and those of the beginning are known even where the process has ended already.
        let count = modules.count
        if modules.isEmpty { loadFirst() }
        if let module = known(address) { return module }
        loadMaps()
        return modules.count > count ? known(address) : nil
    }

    private func known(_ address: UInt64) -> Module? {
        modules.first { $0.range.start <= address && address < $0.range.end }
    }

    private mutating func loadFirst() {
        for index in 0..<watch_area_modules(area.pointer) {
            let range = watch_module_range(area.pointer, index)
            guard range.execution == execution else { continue }
            modules.append(Module(range, String(cString: watch_module_path(area.pointer, index))))
        }
    }

    /// What the system says is mapped: files of which the first page is, from there to the end of the last part.
    private mutating func loadMaps() {
        var ranges: [(path: String, start: UInt64, end: UInt64)] = []
        for line in Self.maps(of: process).split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
            guard words.count == 6, words[5].hasPrefix("/") else { continue }
            let bounds = words[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
            guard bounds.count == 2, let offset = UInt64(words[2], radix: 16) else { continue }
            if let last = ranges.last, last.path == words[5], offset > 0 {
                ranges[ranges.count - 1].end = bounds[1]
            } else if offset == 0 {
                ranges.append((String(words[5]), bounds[0], bounds[1]))
            }
        }
        for range in ranges where known(range.start) == nil {
            modules.append(
                Module(
                    watch_range(
                        bias: range.start, start: range.start, end: range.end, execution: execution),
                    range.path))
        }
    }

    private static func maps(of process: pid_t) -> String {
        let file = open("/proc/\(process)/maps", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = read(file, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: Words

    private static func isHeader(_ file: String) -> Bool {
        file.hasPrefix("/usr/include/") || file.hasPrefix("/usr/lib/gcc/") || file.contains("/include/c++/")
            || file == "??"
    }

    private typealias Demangle =
        @convention(c) (
            UnsafePointer<CChar>, UnsafeMutablePointer<CChar>?, UnsafeMutablePointer<Int>?,
            UnsafeMutablePointer<Int32>?
        ) -> UnsafeMutablePointer<CChar>?

    /// Of C++'s own library, which is there with Swift.
    private static let demangle: Demangle? = dlsym(nil, "__cxa_demangle").map {
        unsafeBitCast($0, to: Demangle.self)
    }

    /// A symbol as its author wrote it.
    private static func readable(_ symbol: String) -> String {
        // What a compiler made of a function or of a variable within one has an ending.
        guard symbol.hasPrefix("_Z") else { return String(symbol.prefix { $0 != "." }) }
        guard let text = demangle?(symbol, nil, nil, nil) else { return symbol }
        defer { free(text) }
        return String(cString: text)
    }

    /// A function's name alone.
    private static func withoutParameters(_ function: String) -> String {
        let text = function.hasSuffix(" const") ? function.dropLast(6) : function[...]
        guard text.last == ")" else { return function }
        var depth = 0
        for index in text.indices.reversed() {
            if text[index] == ")" { depth += 1 }
            if text[index] == "(" { depth -= 1 }
            if depth == 0 { return index == text.startIndex ? function : String(text[..<index]) }
        }
        return function
    }
}
