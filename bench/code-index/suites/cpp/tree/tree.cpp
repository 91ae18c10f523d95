#include "tree.h"
#include <algorithm>
namespace ds {
int Node::depth() const {
  int l = left ? left->depth() : 0;
  int r = right ? right->depth() : 0;
  return 1 + std::max(l, r);
}
void Tree::insert(int k) { root = insert(root, k); }
Node *Tree::insert(Node *n, int k) {
  if (!n) return new Node(k);
  if (k < n->key) n->left = insert(n->left, k);
  else n->right = insert(n->right, k);
  return n;
}
void Tree::destroy(Node *n) {
  if (!n) return;
  destroy(n->left);
  destroy(n->right);
  delete n;
}
}
