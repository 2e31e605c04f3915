// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Runs} from "../src/libraries/Runs.sol";

/// @title The lengths of an obligation's lots sum to its face, always (I1)
/// @notice The three writes of `Ledger` that change where lots begin and end, as it does them and under the conditions that it does them
/// under, with the sum of all lengths kept beside. A test holds these writes to the real ledger's.
contract Units {
    /// Where the lot that begins at a unit ends; zero is no lot.
    mapping(uint48 => uint48) internal ends;
    uint48 internal face;
    /// The sum of all lots' lengths; nothing depends on it.
    uint256 private _sum;

    constructor(uint48 face_) {
        require(face_ != 0);
        face = face_;
        ends[0] = face_;
        _sum = face_;
    }

    function cut(uint48 from, uint48 start, uint48 end) public {
        uint48 to = ends[from];
        require(to != 0 && Runs.within(start, end, from, to));
        _sum -= to - from;
        if (end != to) {
            ends[end] = to;
            _sum += to - end;
        }
        if (start != from) {
            ends[from] = start;
            _sum += start - from;
        }
        ends[start] = end;
        _sum += end - start;
        assert(_sum == face); // after a cut the lengths of all lots sum to the face
    }

    function join(uint48 left, uint48 right) public {
        (uint48 middle, uint48 end) = (ends[left], ends[right]);
        require(middle > left && middle == right && end > right);
        _sum -= middle - left;
        _sum -= end - right;
        ends[left] = end;
        delete ends[right];
        _sum += end - left;
        assert(_sum == face); // after a join the lengths of all lots sum to the face
    }
}

/// @title Payment is of what is in payment, all of it at most
/// @notice What lots' ends and disputes do to an obligation's counters, with two sums kept beside: the units of lots that are in payment,
/// and of those that are out. A lot's length is in the sum that it is taken from, so that this never fails.
contract Payments {
    uint48 private _face;
    uint48 private _out;
    uint48 private _paid;
    uint256 private _inPayment;
    uint256 private _outOfIt;

    constructor(uint48 face) {
        require(face != 0);
        _face = face;
        _inPayment = face;
    }

    /// @dev A lot of this length ends before its payment, or a dispute about it begins.
    function takeOut(uint48 length) public {
        require(_paid == 0);
        _inPayment -= length;
        _outOfIt += length;
        _out += length;
    }

    /// @dev A dispute ends.
    function bringBack(uint48 length) public {
        require(_paid == 0);
        _outOfIt -= length;
        _inPayment += length;
        _out -= length;
    }

    function pay(uint48 amount) public {
        require(amount != 0 && amount <= _face - _out - _paid);
        _paid += amount;
    }

    function holds() public view {
        assert(_inPayment + _outOfIt == _face); // what is in payment and what is out are the face
        assert(_outOfIt == _out); // the obligation counts as out what is out
        assert(_paid <= _inPayment); // no more is paid than there are units in payment
    }
}

/// @title Lots stay disjoint, and no unit falls between them (I2)
/// @notice One step from lots that are disjoint, for any lot beside those that a write touches, and any unit.
contract Pieces {
    function cutHasEachUnitOnce(uint48 from, uint48 to, uint48 start, uint48 end, uint48 unit) public pure {
        require(Runs.within(start, end, from, to));
        require(from <= unit && unit < to);
        uint256 count =
            (_holds(from, start, unit) ? 1 : 0) + (_holds(start, end, unit) ? 1 : 0) + (_holds(end, to, unit) ? 1 : 0);
        assert(count == 1); // a unit of the lot is in one of the pieces
    }

    function cutHasNoOther(uint48 from, uint48 to, uint48 start, uint48 end, uint48 unit) public pure {
        require(Runs.within(start, end, from, to));
        require(unit < from || to <= unit);
        assert(!_holds(from, start, unit) && !_holds(start, end, unit) && !_holds(end, to, unit)); // no other unit is
    }

    /// @dev Where a piece begins is no other lot's key: nothing is overwritten.
    function cutOverwritesNothing(uint48 from, uint48 to, uint48 start, uint48 end, uint48 p, uint48 q) public pure {
        require(Runs.within(start, end, from, to));
        require(p < q && (q <= from || to <= p));
        assert(p != start); // no other lot is overwritten by the part
        assert(end == to || p != end); // nor by the rest
    }

    function joinHasEachUnitOnce(uint48 left, uint48 right, uint48 end, uint48 unit) public pure {
        require(left < right && right < end);
        bool before = _holds(left, right, unit) || _holds(right, end, unit);
        assert(_holds(left, end, unit) == before); // a unit is in the joined lot if it was in either
    }

    function _holds(uint48 start, uint48 end, uint48 unit) private pure returns (bool) {
        return start <= unit && unit < end;
    }
}
