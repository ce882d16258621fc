import Glibc
import ThreadTrace

/// The places from which operations are called: a number for each address, and the texts of their files.
struct CallPlaces {
    /// Larger files are not shown.
    private static let textLimit = 1 << 20
    /// Events have room for so many places.
    private static let mostPlaces = Int(UInt16.max)

    /// An operation's caller, that one's, and so on; 0 where they are not known.
    typealias Callers = (UInt64, UInt64, UInt64, UInt64, UInt64)

    private enum Known {
        case place(SourceID)
        /// A function of the system's: the place is where that was called.
        case system
    }

    private var known: [UInt64: Known] = [:]
    /// Places in the system's functions, for want of others.
    private var systemPlaces: [UInt64: SourceID] = [:]
    private var numbers: [SourceLocation: SourceID] = [:]
    /// The places that have come since they were taken.
    private(set) var news: [SourceLocation] = []
    private(set) var texts: [String: String] = [:]
    private var askedTexts: Set<String> = []
    private let folder: String

    init() {
        let path = getcwd(nil, 0)
        folder = path.map { String(cString: $0) + "/" } ?? "/"
        free(path)
    }

    mutating func takeNews() -> [SourceLocation] {
        defer { news = [] }
        return news
    }

    /// The process executes another program now.
    mutating func forgetAddresses() {
        known = [:]
        systemPlaces = [:]
    }

    /// The innermost place that is none of the system's; where there is none, the innermost.
    mutating func source(_ callers: Callers, in image: inout ProgramImage) -> SourceID {
        if let source = own(callers.0, &image) ?? own(callers.1, &image) ?? own(callers.2, &image)
            ?? own(callers.3, &image) ?? own(callers.4, &image)
        {
            return source
        }
        if let source = systemPlaces[callers.0] { return source }
        let source = image.place(returningTo: callers.0).map { intern($0) } ?? .unknown
        systemPlaces[callers.0] = source
        return source
    }

    private mutating func own(_ caller: UInt64, _ image: inout ProgramImage) -> SourceID? {
        guard caller != 0 else { return nil }
        switch known[caller] {
        case .place(let source): return source
        case .system: return nil
        case nil: break
        }
        guard let place = image.place(returningTo: caller), !place.isSystem else {
            known[caller] = .system
            return nil
        }
        let source = intern(place)
        known[caller] = .place(source)
        return source
    }

    private mutating func intern(_ place: ProgramImage.Place) -> SourceID {
        let location =
            place.line.map { SourceLocation(file: name(of: $0.file), line: $0.number) }
            ?? SourceLocation(file: place.function, line: 0)
        if let number = numbers[location] { return number }
        guard numbers.count < Self.mostPlaces else { return .unknown }
        let number = SourceID(UInt16(numbers.count + 1))
        numbers[location] = number
        news.append(location)
        return number
    }

    /// The file as somebody in this folder would call it; its text is read the first time.
    private mutating func name(of path: String) -> String {
        let name = path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
        if askedTexts.insert(name).inserted, let bytes = FileBytes(path, limit: Self.textLimit) {
            texts[name] = bytes.text
        }
        return name
    }
}
