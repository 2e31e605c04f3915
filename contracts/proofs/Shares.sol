// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Runs} from "../src/libraries/Runs.sol";

/// @title What is paid is what holders get
/// @notice `Runs.share` is what `Ledger` credits by. For all amounts that there are: no lot gets more than its units, nor less for more
/// being paid; lots together never get more than one lot of all their units; and when all is paid each has all of its own. With the
/// lots of an obligation being disjoint (`Units`), the sum of all shares is so at most what is paid, and in the end is it.
///
/// Products of two unknowns are beyond the solver, but for one fact, which is proved first: a product grows with its factor. The others
/// are given the one or two cases of it that they need, and are linear then. One theorem a contract: the solver takes them one by one.
contract Products {
    function grow(uint256 a, uint256 more, uint256 factor) public pure {
        require(a < 2 ** 48 && more < 2 ** 48 && factor < 2 ** 48);
        assert(a * factor <= (a + more) * factor); // a product grows with its factor
    }
}

abstract contract Lemma {
    /// @dev A case of `Products`, to be used where it is needed; true of all numbers, so that it excludes none.
    function _grows(uint256 a, uint256 b, uint256 factor) internal pure {
        require(a > b || a * factor <= b * factor);
    }
}

contract NoMoreThanItsUnits is Lemma {
    function holds(uint256 paid, uint256 length, uint256 base) public pure {
        require(base > 0 && base < 2 ** 48 && length < 2 ** 48 && paid <= base);
        uint256 share = Runs.share(paid, length, base);
        _grows(paid, base, length);
        _grows(length + 1, share, base);
        assert(share <= length); // a lot gets no more than its units
    }
}

contract AllWhenAllIsPaid is Lemma {
    function holds(uint256 length, uint256 base) public pure {
        require(base > 0 && base < 2 ** 48 && length < 2 ** 48);
        uint256 share = Runs.share(base, length, base);
        _grows(length + 1, share, base);
        _grows(share + 1, length, base);
        assert(share == length); // when all is paid a lot has all of its units
    }
}

contract NeverLess is Lemma {
    function holds(uint256 paid, uint256 later, uint256 length, uint256 base) public pure {
        require(base > 0 && base < 2 ** 48 && length < 2 ** 48 && paid <= later && later <= base);
        uint256 before = Runs.share(paid, length, base);
        uint256 then = Runs.share(later, length, base);
        _grows(paid, later, length);
        _grows(then + 1, before, base);
        assert(before <= then); // a share never shrinks, so that what is owing is never negative
    }
}

contract NoMoreTogether is Lemma {
    function holds(uint256 paid, uint256 one, uint256 other, uint256 base) public pure {
        require(base > 0 && base < 2 ** 48 && one < 2 ** 48 && other < 2 ** 48 && paid <= base);
        uint256 apart = Runs.share(paid, one, base) + Runs.share(paid, other, base);
        uint256 together = Runs.share(paid, one + other, base);
        _grows(together + 1, apart, base);
        assert(apart <= together); // two lots get no more than one of all their units
    }
}

contract AllUnitsGetWhatIsPaid is Lemma {
    function holds(uint256 paid, uint256 base) public pure {
        require(base > 0 && base < 2 ** 48 && paid <= base);
        uint256 share = Runs.share(paid, base, base);
        _grows(paid + 1, share, base);
        _grows(share + 1, paid, base);
        assert(share == paid); // all units together get what is paid
    }
}
